package io.ringcard.http;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was sent to one person, and the streams of that person's tabs. Its lock is held while
 * numbering and writing, so every stream sees the events in the order of their numbers.
 */
final class PushFeed {

  private static final int MOST_KEPT = 256;
  private static final int MOST_KEPT_LETTERS = 200_000;
  private static final int MOST_STREAMS = 24;
  private static final Pattern ID = Pattern.compile("([0-9a-z]{1,16})-([0-9]{1,18})");

  /** A comment, which no page sees. */
  private static final Buffer BEAT = Buffer.buffer(":\n\n");

  /** The data of an event for all is one string in all feeds. */
  private record Event(long number, String name, String data) {}

  private final String epoch;
  private final AtomicLong numbers;
  private final Deque<Event> kept = new ArrayDeque<>();
  private final List<PushStream> streams = new ArrayList<>();

  /** The last number that was written or given to a snapshot. */
  private long newest;

  /** Everything above this number is kept. */
  private long forgotten;

  private int letters;

  PushFeed(String epoch, AtomicLong numbers) {
    this.epoch = epoch;
    this.numbers = numbers;
    this.forgotten = numbers.get();
    this.newest = forgotten;
  }

  synchronized List<PushStream> streams() {
    return List.copyOf(streams);
  }

  synchronized void remove(PushStream stream) {
    streams.remove(stream);
  }

  synchronized void close(PushStream stream) {
    streams.remove(stream);
    stream.close();
  }

  synchronized void closeWhere(Predicate<PushStream> wanted) {
    List.copyOf(streams).stream().filter(wanted).forEach(this::close);
  }

  synchronized void beat(PushStream stream) {
    write(stream, BEAT);
  }

  private void write(PushStream stream, Buffer frame) {
    if (!stream.write(frame)) {
      close(stream);
    }
  }

  /** Events for this person alone, which take their numbers here. */
  synchronized void send(Supplier<PushFrame> own) {
    put(own.get());
  }

  /** Events for all; what was written meanwhile may have later numbers, then they get new ones. */
  synchronized void send(PushFrame shared) {
    put(shared.first() > newest ? shared : shared.renumbered(numbers));
  }

  private void put(PushFrame frame) {
    var number = frame.first();
    for (var body : frame.bodies()) {
      keep(new Event(number++, frame.event(), body));
    }
    newest = frame.last();
    List.copyOf(streams).forEach(stream -> write(stream, frame.wire()));
  }

  private void keep(Event event) {
    kept.addLast(event);
    letters += event.data().length();
    while (kept.size() > MOST_KEPT || (letters > MOST_KEPT_LETTERS && !kept.isEmpty())) {
      var oldest = kept.removeFirst();
      letters -= oldest.data().length();
      forgotten = oldest.number();
    }
  }

  /**
   * Joins the stream. True when the id is of this epoch and nothing after it was forgotten: then
   * what was missed has been written. Else the stream holds back what comes until {@link #begin}.
   */
  synchronized boolean resume(PushStream stream, @Nullable String lastId) {
    if (streams.size() >= MOST_STREAMS) {
      close(streams.getFirst());
    }
    streams.add(stream);
    var last = number(lastId);
    if (last < forgotten) {
      newest = numbers.get();
      stream.hold(newest);
      return false;
    }
    stream.open();
    kept.stream()
        .filter(event -> event.number() > last)
        .forEach(event -> stream.writeNow(wire(event.number(), event.name(), event.data())));
    return true;
  }

  private long number(@Nullable String id) {
    var matcher = ID.matcher(id == null ? "" : id);
    if (!matcher.matches() || !matcher.group(1).equals(epoch)) {
      return -1;
    }
    var number = Long.parseLong(matcher.group(2));
    return number > numbers.get() ? -1 : number;
  }

  /** The snapshot was taken after the stream joined; what came meanwhile follows it. */
  synchronized void begin(PushStream stream, String snapshot) {
    stream.open();
    stream.writeNow(wire(stream.heldSince(), "snapshot", snapshot));
    stream.release();
  }

  private Buffer wire(long number, String event, String data) {
    return PushFrame.again(epoch, number, event, data).wire();
  }
}
