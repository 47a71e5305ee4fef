package io.ringcard.card;

import io.ringcard.call.Call;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.card.CardFace.Looked;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about the cards of one call, in order and by one thread at a time, and what
 * has been shown of it. Of what waits only the newest counts. What is heard goes before what stands
 * in rows, and does not wait while a row is read.
 */
final class CardLane {

  /** The next thing to do. */
  sealed interface Task {
    /** Assembly knows more; the row follows. */
    record Heard(long pbxId, Call call) implements Task {}

    /** A look-up that nobody could wait for is through. */
    record Seen(Looked looked) implements Task {}

    /** The row stands. */
    record Stands(Written change) implements Task {}

    /** There will be no row. */
    record Dropped() implements Task {}

    /** Something about the call changed in another room. */
    record Changed() implements Task {}

    /** What was looked up is no longer true. */
    record Outdated() implements Task {}
  }

  /** What has been shown; for the thread that works on the lane. */
  static final class State {
    /** The latest of what was heard, as long as more may be heard. */
    Task.@Nullable Heard heard;

    /** A row that is older than what was heard: the next one comes soon. */
    @Nullable Written behind;

    /** People whose phone's ringing was shown as it was heard. */
    final Set<Long> popped = new HashSet<>();

    /** The next card is sent even if it says the same as before. */
    boolean anew;

    /** Something newer than what was written has been heard; of a call that is over, nothing is. */
    boolean isAhead(@Nullable Call written) {
      return written != null
          && written.open()
          && heard != null
          && heard.call() != written
          && !heard.call().withGeneration(written.generation()).equals(written);
    }
  }

  final long id;
  final State state = new State();

  /** The cards on people's screens. */
  final Map<Long, Card> shown = new ConcurrentHashMap<>();

  private volatile @Nullable CardLookup lookup;
  private volatile boolean standing;
  private volatile boolean putAway;
  private volatile boolean over = true;
  private boolean running;
  private boolean asking;
  private Task.@Nullable Heard heard;
  private @Nullable Looked seen;
  private @Nullable Written written;
  private boolean dropped;
  private boolean changed;
  private boolean outdated;

  CardLane(long id) {
    this.id = id;
  }

  /** What was asked about the caller last. */
  Optional<CardLookup> lookup() {
    return Optional.ofNullable(lookup);
  }

  void look(CardLookup asked) {
    lookup = asked;
  }

  void forgetLooked() {
    lookup = null;
  }

  /** The caller, as far as known, however long ago it was looked up. */
  Looked known() {
    return lookup().flatMap(CardLookup::now).orElse(Looked.NOTHING);
  }

  /** True when what was looked up is not true any more. */
  boolean hear(CardChange change) {
    putAway |= change.isAwayOf(id);
    return lookup().filter(asked -> asked.hear(change)).isPresent();
  }

  /** Somebody may have put the card away. */
  boolean mayBePutAway() {
    return putAway;
  }

  void setPutAway() {
    putAway = true;
  }

  /** True when somebody has to begin to work on it. */
  synchronized boolean hear(Task.Heard latest) {
    heard = latest;
    return begin();
  }

  synchronized boolean see(Looked looked) {
    seen = looked;
    return begin();
  }

  synchronized boolean write(Written change) {
    var former = written;
    written = former == null ? change : join(former, change);
    return beginRow();
  }

  synchronized boolean drop() {
    dropped = true;
    return beginRow();
  }

  synchronized boolean change() {
    changed = true;
    return beginRow();
  }

  synchronized boolean outdate() {
    outdated = true;
    return beginRow();
  }

  static Written join(Written former, Written later) {
    return new Written(former.before(), later.after(), later.call());
  }

  private boolean begin() {
    var idle = !running;
    running = true;
    return idle;
  }

  /** Whoever asks about a row goes on with the next one. */
  private boolean beginRow() {
    return !asking && begin();
  }

  /**
   * Asks what takes a while, and leaves the lane to what is heard meanwhile: what was true before
   * need not be so afterwards.
   */
  <T> T aside(Supplier<T> question) {
    leave();
    try {
      return question.get();
    } finally {
      comeBack();
    }
  }

  void aside(Runnable wait) {
    aside(() -> {
      wait.run();
      return this;
    });
  }

  private synchronized void leave() {
    asking = true;
    running = false;
  }

  private synchronized void comeBack() {
    var interrupted = false;
    while (running) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    running = true;
    asking = false;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Null when there is nothing to do: then somebody else has to begin again. */
  synchronized @Nullable Task next() {
    @Nullable Task task = null;
    if (heard != null) {
      task = heard;
      heard = null;
    } else if (seen != null) {
      task = new Task.Seen(seen);
      seen = null;
    } else if (!asking) {
      task = nextOfRow();
    }
    goOn(task != null);
    return task;
  }

  private @Nullable Task nextOfRow() {
    @Nullable Task task = null;
    if (written != null) {
      task = new Task.Stands(written);
      written = null;
    } else if (dropped) {
      task = new Task.Dropped();
      dropped = false;
    } else if (changed) {
      task = new Task.Changed();
      changed = false;
    } else if (outdated) {
      task = new Task.Outdated();
      outdated = false;
    }
    return task;
  }

  private void goOn(boolean goesOn) {
    running = goesOn;
    if (!goesOn) {
      notifyAll();
    }
  }

  /** One task is done. True when there are more; else somebody else has to begin again. */
  synchronized boolean goesOn() {
    var row = written != null || dropped || changed || outdated;
    goOn(heard != null || seen != null || (row && !asking));
    return running;
  }

  /** The row stands, and whoever asks the database finds it. */
  boolean isStanding() {
    return standing;
  }

  void stands() {
    standing = true;
  }

  void setOver(boolean value) {
    over = value;
  }

  boolean isOver() {
    return over;
  }

  /** Nothing more is expected of this call, and nobody works on it. */
  synchronized boolean isDone() {
    return over && !running && !asking;
  }
}
