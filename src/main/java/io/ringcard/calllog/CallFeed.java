package io.ringcard.calllog;

import io.ringcard.ami.AmiBlock;
import io.ringcard.ami.AmiListener;
import io.ringcard.ami.AmiSnapshot;
import io.ringcard.ami.AmiStream;
import io.ringcard.ami.AmiTranslator;
import io.ringcard.ami.Journal;
import io.ringcard.call.CallEvent;
import io.ringcard.call.LiveCalls;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.calllog.RowQueue.Aside;
import io.ringcard.calllog.RowQueue.Batch;
import io.ringcard.calllog.RowQueue.Told;
import io.ringcard.cel.CelArchive;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.store.Db;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One exchange's way from blocks to rows. The link hands blocks in and never waits: unless they
 * come in a rush or something is in the way it hears them itself and tells at once of what cannot
 * wait, else another thread does; a third writes the rows. The journal is the queue behind the
 * queues: when the database is away for so long that they are full, further blocks are let go here
 * and read again from the journal afterwards. A restart reads it from the checkpoint on.
 */
public final class CallFeed implements AmiListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CallFeed.class);
  private static final int QUEUE = 20_000;
  private static final int BATCH = 500;

  /** So long a row waits for others to be written with; fewer transactions, and nobody sees it. */
  private static final Duration GATHER = Duration.ofMillis(5);

  /** The same while rows come all the time: who writes leaves the processor to ringing phones. */
  private static final Duration GATHER_MORE = Duration.ofMillis(30);

  private static final long CHECKPOINT_BYTES = 1 << 20;
  private static final Duration JOIN = Duration.ofSeconds(10);

  private sealed interface Heard {
    record Block(AmiBlock block, Instant at, long from, long to) implements Heard {}

    record Lost(Instant at, long to) implements Heard {}
  }

  private final Journal journal;
  private final AmiTranslator translator;
  private final LiveCalls live;
  private final long pbxId;
  private final CallHeard heard;
  private final CallIds ids;
  private final PbxProfile profile;
  private final CallLog log;
  private final Consumer<List<Written>> after;
  private final RowWriter writer;
  private final ArrayBlockingQueue<Heard> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicLong overflows = new AtomicLong();

  /** What the hearing thread has to do; while it has nothing to do, the link's thread hears. */
  private final AtomicInteger ahead = new AtomicInteger(1);

  private final Rush rush = new Rush(System.nanoTime());
  private final RowQueue rows = new RowQueue();
  private final Thread hearing = new Thread(this::work, "calls");
  private final Thread writing = new Thread(this::writeRows, "rows");
  private final List<Told> told = new ArrayList<>();
  private final List<Aside> asides = new ArrayList<>();
  private AmiSnapshot snapshot = new AmiSnapshot();
  private long checkpoint;
  private long readAgain;
  private long position;

  /** What lies behind this place of the journal no former life can have written. */
  private long fresh;

  private volatile long written;
  private volatile long standing;
  private volatile boolean behind;
  private volatile boolean stopping;

  /**
   * @param heard told of what cannot wait
   * @param after told of each batch once it stands in the database
   */
  public CallFeed(
      PbxRow pbx,
      PbxProfile profile,
      Journal journal,
      CallLog log,
      CallHeard heard,
      Consumer<List<Written>> after) {
    this.profile = profile;
    this.log = log;
    this.after = after;
    this.journal = journal;
    this.translator = new AmiTranslator(profile);
    this.live = new LiveCalls(profile);
    this.pbxId = pbx.id();
    this.heard = heard;
    this.ids = new CallIds(log::reserve);
    this.writer = new RowWriter(pbx.id(), log, heard, after);
    this.checkpoint = pbx.checkpoint();
    this.position = pbx.checkpoint();
    this.written = pbx.checkpoint();
    this.standing = pbx.checkpoint();
  }

  /** Reads what the journal holds beyond the checkpoint, then goes on with what the link brings. */
  public CallFeed start() throws IOException {
    journal.continueAt(position);
    fresh = journal.end();
    ids.fill();
    hearing.setDaemon(true);
    hearing.start();
    writing.setDaemon(true);
    writing.start();
    return this;
  }

  /** Offset in the journal from which a restart reads again. */
  public long checkpoint() {
    return standing;
  }

  /**
   * Another hearing of what could not be handled, from the same journal into the same log.
   *
   * @param records what the exchange itself has recorded
   */
  public SecondHearing secondHearing(Db db, CelArchive records) {
    return new SecondHearing(db, pbxId, profile, journal, records, log, after);
  }

  /** Bytes of the journal that are not yet rows. */
  public long lagBytes() {
    return Math.max(0, journal.end() - written);
  }

  /** How long the oldest rows have been waiting for the database; nothing while none are. */
  public Duration waiting() {
    return writer.waiting();
  }

  /** Since when the database has not taken what is to be written; null while it does. */
  public @Nullable Instant heldSince() {
    return writer.heldSince();
  }

  @Override
  public void block(AmiBlock block, Instant receivedAt, long from, long to) {
    take(new Heard.Block(block, receivedAt, from, to));
  }

  @Override
  public void lost(Instant at, String reason, long to) {
    take(new Heard.Lost(at, to));
  }

  @Override
  public void close() {
    stopping = true;
    hearing.interrupt();
    writing.interrupt();
    try {
      hearing.join(JOIN);
      writing.join(JOIN);
      forsake();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nobody waits any longer for what is heard no more; it is read again by the next life. */
  private void forsake() {
    writer.forsake(rows.rest());
    writer.forsake(told);
    ids.given().forEach(heard::dropped);
  }

  /** By the link, one after the other. */
  private void take(Heard heard) {
    if (behind) {
      return;
    }
    if (!rush.is(System.nanoTime()) && ahead.get() == 0 && !stopping && rows.hasRoom()) {
      hearNow(heard);
    } else {
      ahead.incrementAndGet();
      if (!queue.offer(heard)) {
        overflows.incrementAndGet();
        behind = true;
        ahead.decrementAndGet();
      }
    }
  }

  /** To wake another thread takes longer than to hear what comes alone. */
  private void hearNow(Heard one) {
    try {
      if (isNew(one)) {
        hear(one);
      }
      handOn();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Times that more came than could wait here, and was read again from the journal. */
  public long overflows() {
    return overflows.get();
  }

  private void work() {
    try {
      catchUp();
      while (!stopping) {
        var batch = new ArrayList<Heard>();
        var first = queue.poll(1, TimeUnit.SECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch, BATCH - 1);
          batch.stream().filter(this::isNew).forEach(this::hear);
          handOn();
          ahead.addAndGet(-batch.size());
        }
        if (behind && queue.isEmpty()) {
          ahead.incrementAndGet();
          behind = false;
          catchUp();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.error("the journal cannot be read: calls are no longer logged", e);
      throw new UncheckedIOException(e);
    }
  }

  /**
   * From the journal, what the queue could not hold or a former life did not write. Until that is
   * over the link's thread does not hear.
   */
  private void catchUp() throws IOException, InterruptedException {
    var end = journal.end();
    if (position < end) {
      LOG.info("reading {} bytes of the journal again", end - position);
      journal.read(position, new AmiStream(new Replay()));
      handOn();
      readAgain = position;
    }
    ahead.decrementAndGet();
  }

  /**
   * What the journal gave already is not heard twice; what the disk refused to keep has no place in
   * it and is new.
   */
  private boolean isNew(Heard heard) {
    return switch (heard) {
      case Heard.Block(_, _, var from, var to) -> to > readAgain || from >= to;
      case Heard.Lost(_, var to) -> to > readAgain;
    };
  }

  private void hear(Heard heard) {
    switch (heard) {
      case Heard.Block(var block, var at, var from, var to) -> {
        hear(block, at, from);
        position = to;
      }
      case Heard.Lost(var at, var to) -> {
        snapshot = new AmiSnapshot();
        hearLost(at);
        position = to;
      }
    }
  }

  private void hearLost(Instant at) {
    try {
      tell(position, live.hear(position, new PbxEvent.LinkLost(at)));
    } catch (RuntimeException e) {
      setAside(e, position, "LinkLost: " + at);
    }
  }

  private void hear(AmiBlock block, Instant at, long from) {
    try {
      var event = event(block, at);
      if (event != null) {
        tell(from, live.hear(from, event));
      } else if (AmiTranslator.isBroken(block)) {
        asides.add(new Aside("NoChannel", String.join("\n", block.lines())));
      }
    } catch (RuntimeException e) {
      setAside(e, from, String.join("\n", block.lines()));
    }
  }

  private void setAside(RuntimeException why, long from, String what) {
    LOG.error("an event at {} of the journal is set aside", from, why);
    asides.add(new Aside(why.getClass().getSimpleName(), what));
  }

  private void tell(long place, List<CallEvent> events) {
    for (var event : events) {
      var call = event.call();
      if (event instanceof CallEvent.Absorbed absorbed) {
        ids.forget(absorbed.linkedid(), absorbed.generation());
      }
      var id = ids.of(call, place >= fresh);
      told.add(new Told(event, id));
      if (id != CallIds.NONE) {
        heard.heard(id, pbxId, call);
      }
    }
  }

  private @Nullable PbxEvent event(AmiBlock block, Instant at) {
    var event = translator.translate(block, at);
    return event == null ? snapshot.take(block, at) : event;
  }

  private void handOn() throws InterruptedException {
    var next = live.oldestNeeded().orElse(position);
    if (told.isEmpty() && asides.isEmpty() && next - checkpoint < CHECKPOINT_BYTES) {
      return;
    }
    rows.put(new Batch(List.copyOf(told), List.copyOf(asides), next, position));
    told.clear();
    asides.clear();
    checkpoint = next;
  }

  private void writeRows() {
    try {
      while (!stopping) {
        var begun = System.nanoTime();
        rows.await();
        var busy = System.nanoTime() - begun < GATHER_MORE.toNanos();
        rows.gather(busy ? GATHER_MORE : GATHER);
        var batch = rows.take();
        writer.write(batch);
        written = batch.position();
        standing = batch.checkpoint();
        fillIds();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Without ids rows are written all the same, only nobody is told of them before. */
  private void fillIds() {
    try {
      ids.fill();
    } catch (RuntimeException e) {
      LOG.warn("no ids can be reserved now: {}", e.toString());
    }
  }

  /** The journal read again: heard at once, written batch by batch. */
  private final class Replay implements AmiListener {

    @Override
    public void block(AmiBlock block, Instant receivedAt, long from, long to) {
      hear(new Heard.Block(block, receivedAt, from, to));
      if (told.size() >= BATCH) {
        try {
          handOn();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }

    @Override
    public void lost(Instant at, String reason, long to) {
      hear(new Heard.Lost(at, to));
    }
  }
}
