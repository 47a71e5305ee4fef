package io.ringcard.history;

import static java.util.stream.Collectors.toSet;

import io.ringcard.call.Call;
import io.ringcard.call.Call.Certainty;
import io.ringcard.call.Call.Direction;
import io.ringcard.call.CallEvent;
import io.ringcard.call.LiveCalls;
import io.ringcard.cel.CelClock;
import io.ringcard.cel.CelRow;
import io.ringcard.cel.CelSerial;
import io.ringcard.cel.CelStream;
import io.ringcard.history.CdrCalls.Timed;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rows of each call together, whichever log they come from. A call is settled once nothing
 * of it has come for {@link #QUIET}, by the sources' own clocks, so that memory holds some hours of
 * calls and not the history.
 */
final class Gathering {

  /** Longer than any talk that leaves no row, and than the hour that a clock goes back by. */
  static final Duration QUIET = Duration.ofHours(6);

  /** A call that CEL saw begin and of which it has said nothing for so long: nobody saw its end. */
  static final Duration FORGOTTEN = Duration.ofHours(24);

  private static final class Conversation {
    private final String linkedid;
    private final Instant first;
    private final CelClock clock;
    private final List<Timed> details = new ArrayList<>();
    private Instant last;
    private boolean seenFromBeginning;
    private @Nullable Call call;

    Conversation(String linkedid, Instant at, CelClock clock) {
      var serial = CelSerial.of(linkedid);
      this.linkedid = linkedid;
      this.first = serial == null ? at : Instant.ofEpochSecond(serial.second());
      this.last = at;
      this.clock = clock;
    }

    void heard(Instant at) {
      last = last.isBefore(at) ? at : last;
    }
  }

  private final PbxProfile profile;
  private final String ordered;
  private final Instant begin;
  private final Untold untold;
  private final LiveCalls live;
  private final CelStream events;
  private final CelClock clock = new CelClock();
  private final Map<String, Conversation> conversations = new LinkedHashMap<>();
  private final Map<String, String> absorbed = new HashMap<>();
  private Instant detailsUntil = Instant.MIN;

  /**
   * @param ordered context of calls that a program orders, see {@link CdrCalls#of}
   * @param begin calls that began before then are not told
   */
  Gathering(PbxProfile profile, String ordered, Instant begin, Untold untold) {
    this.profile = profile;
    this.ordered = ordered;
    this.begin = begin;
    this.untold = untold;
    this.live = LiveCalls.ofPast(profile);
    this.events = new CelStream(profile, new Hearing());
  }

  void take(CelRow row) {
    events.take(row);
  }

  void take(CdrRow row) {
    var linkedid = absorbed.getOrDefault(row.linkedid(), row.linkedid());
    var known = conversations.get(linkedid);
    var born = known == null && row.uniqueid().equals(row.linkedid()) ? row.uniqueid() : "";
    var own = known == null ? clock : known.clock;
    var at = own.read(row.start(), born);
    if (at == null) {
      untold.addRow("time", row.told());
      return;
    }
    var detail = new Timed(row, at);
    var conversation = known == null ? open(linkedid, at) : known;
    conversation.details.add(detail);
    conversation.heard(detail.end());
    detailsUntil = detailsUntil.isBefore(at) ? at : detailsUntil;
  }

  private Conversation open(String linkedid, Instant at) {
    var conversation = new Conversation(linkedid, at, clock.copy());
    conversations.put(linkedid, conversation);
    return conversation;
  }

  Instant eventsUntil() {
    return events.newest();
  }

  Instant detailsUntil() {
    return detailsUntil;
  }

  /**
   * Where a later run has to begin when all that was settled by {@code now} stands: calls that
   * began before then have been told, and no other.
   */
  Instant mark(Instant now) {
    var quiet = now.minus(QUIET);
    return conversations.values().stream()
        .map(conversation -> conversation.first)
        .filter(first -> !first.isBefore(begin) && first.isBefore(quiet))
        .min(Instant::compareTo)
        .orElse(quiet.isBefore(begin) ? begin : quiet);
  }

  /** A call, and when it began by its rows. */
  record Told(Instant first, Call call) {}

  /**
   * The calls of which nothing more will come, in the order of their beginnings; one that began
   * after another which still goes on waits for it.
   */
  List<Told> settle(Instant now) {
    events.oldestOffset(live.oldestNeeded());
    var goesOn =
        conversations.values().stream()
            .filter(one -> !isOver(one, now))
            .map(one -> one.first)
            .min(Instant::compareTo)
            .orElse(Instant.MAX);
    return take(
        conversations.values().stream()
            .filter(one -> one.first.isBefore(goesOn) && isOver(one, now))
            .toList());
  }

  private boolean isOver(Conversation one, Instant now) {
    return one.last.isBefore(now.minus(live.isOpen(one.linkedid) ? FORGOTTEN : QUIET));
  }

  /**
   * Nothing more comes: all that is left, but what may still go on.
   *
   * @param now by our own clock; a source that ends long before then tells no end any more
   */
  List<Told> settleAll(Instant now) {
    events.flush();
    var last = events.newest().isBefore(now) ? now : events.newest();
    var over = new ArrayList<Conversation>();
    for (var one : conversations.values()) {
      if (live.isOpen(one.linkedid) && !isOver(one, last)) {
        untold.add("underWay", one.linkedid);
      } else {
        over.add(one);
      }
    }
    return take(over);
  }

  private List<Told> take(List<Conversation> over) {
    var calls = new ArrayList<Told>();
    for (var conversation : over) {
      live.giveUp(conversation.linkedid, Long.MAX_VALUE).forEach(this::keep);
      conversations.remove(conversation.linkedid);
      var call = conversation.first.isBefore(begin) ? null : call(conversation);
      if (call != null) {
        calls.add(new Told(conversation.first, call));
      }
    }
    var gone = over.stream().map(conversation -> conversation.linkedid).collect(toSet());
    absorbed.values().removeAll(gone);
    calls.sort(Comparator.comparing(Told::first));
    return calls;
  }

  /** CEL decides where it was there from the beginning. */
  private @Nullable Call call(Conversation conversation) {
    if (conversation.seenFromBeginning) {
      return filled(conversation);
    }
    if (conversation.details.isEmpty()) {
      untold.add("beginning", conversation.linkedid);
      return null;
    }
    try {
      return CdrCalls.of(profile, ordered, conversation.linkedid, conversation.details);
    } catch (Unreadable e) {
      untold.add(e.reason(), conversation.details.getFirst().row().told());
      return null;
    }
  }

  private @Nullable Call filled(Conversation conversation) {
    var call = conversation.call;
    if (call == null) {
      return null;
    }
    if (call.certainty() == Certainty.END_UNKNOWN) {
      untold.add("endUnknown", conversation.linkedid);
    }
    var rows = conversation.details.stream().map(Timed::row).toList();
    var recordings = new LinkedHashSet<>(call.recordings());
    recordings.addAll(CdrCalls.recordings(rows));
    var did =
        call.did() == null && call.direction() == Direction.INBOUND
            ? CdrCalls.did(rows)
            : call.did();
    return call.fromRecords().with(did, List.copyOf(recordings));
  }

  private void keep(CallEvent event) {
    var call = event.call();
    var conversation = conversations.get(call.linkedid());
    if (event instanceof CallEvent.Absorbed(var linkedid, _, _)) {
      absorb(linkedid, call.linkedid());
    }
    if (conversation != null) {
      conversation.call = call.open() ? null : call;
    }
  }

  private void absorb(String linkedid, String into) {
    absorbed.replaceAll((_, kept) -> kept.equals(linkedid) ? into : kept);
    absorbed.put(linkedid, into);
    var gone = conversations.remove(linkedid);
    var kept = conversations.get(into);
    if (gone != null && kept != null) {
      kept.details.addAll(gone.details);
      kept.heard(gone.last);
    }
  }

  private final class Hearing implements CelStream.Sink {

    @Override
    public void event(long order, PbxEvent event) {
      if (event instanceof PbxEvent.OfChannel ofChannel) {
        heard(ofChannel);
      }
      live.hear(order, event).forEach(Gathering.this::keep);
    }

    private void heard(PbxEvent.OfChannel event) {
      var channel = event.channel();
      var linkedid = absorbed.getOrDefault(channel.linkedid(), channel.linkedid());
      var known = conversations.get(linkedid);
      var at = event.at();
      if (at == null) {
        return;
      }
      var conversation = known == null ? open(linkedid, at) : known;
      conversation.heard(at);
      if (event instanceof PbxEvent.ChannelOpened
          && channel.uniqueid().equals(channel.linkedid())) {
        conversation.seenFromBeginning = true;
      }
    }

    @Override
    public void broken(String reason, String line) {
      untold.addRow(reason.equals("channel") ? "id" : reason, line);
    }
  }
}
