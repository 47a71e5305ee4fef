package io.ringcard.card;

import io.ringcard.calllog.CallLog;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.calllog.CallRow;
import io.ringcard.calllog.CallViews;
import io.ringcard.card.CardFace.Looked;
import io.ringcard.store.Db;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Shows the people whom a call concerns what its row says. A row that is older than what has been
 * heard and shown says nothing any more: the next one follows.
 */
final class CardRows {

  /** So many calls' rows are shown at the same time; ringing phones do not wait for them. */
  private static final int AT_ONCE = 8;

  private final Db db;
  private final CallLog log;
  private final CallViews calls;
  private final CardFace face;
  private final CardPop pop;
  private final CardSql sql = new CardSql();
  private final Semaphore turns = new Semaphore(AT_ONCE);

  CardRows(Db db, CallLog log, CallViews calls, CardFace face, CardPop pop) {
    this.db = db;
    this.log = log;
    this.calls = calls;
    this.face = face;
    this.pop = pop;
  }

  void stands(CardLane lane, Written change, CardScreens screens) {
    lane.stands();
    var former = lane.state.behind;
    var whole = former == null ? change : CardLane.join(former, change);
    if (lane.state.isAhead(change.call())) {
      lane.state.behind = whole;
      return;
    }
    inTurn(() -> show(lane, whole, screens));
    lane.state.behind = null;
  }

  /** No newer row is waited for any more: the one that stands counts, or there is none at all. */
  void dropped(CardLane lane, CardScreens screens) {
    lane.state.heard = null;
    var last = lane.state.behind;
    lane.setOver(true);
    if (last != null) {
      inTurn(() -> show(lane, last, screens));
      lane.state.behind = null;
    } else if (!lane.isStanding()) {
      screens.takeAway(lane);
    }
  }

  /** Something that is not in the row may differ; while a newer row is awaited, that one tells. */
  void changed(CardLane lane, CardScreens screens) {
    lane.state.anew = true;
    lane.setPutAway();
    lane.forgetLooked();
    showAgain(lane, screens);
  }

  /** What was looked up is no longer true. */
  void showAgain(CardLane lane, CardScreens screens) {
    if (lane.state.behind == null) {
      inTurn(() ->
          log.rows(List.of(lane.id)).forEach(row -> show(lane, new Written(row, row), screens)));
    }
  }

  private void inTurn(Runnable work) {
    turns.acquireUninterruptibly();
    try {
      work.run();
    } finally {
      turns.release();
    }
  }

  private void show(CardLane lane, Written change, CardScreens screens) {
    var after = change.after();
    lane.setOver(!after.open());
    var people = new LinkedHashSet<>(after.userIds());
    people.addAll(lane.shown.keySet());
    Optional.ofNullable(change.before()).ifPresent(row -> people.addAll(row.userIds()));
    var phases = phases(lane, after, people);
    people.removeIf(user -> !phases.containsKey(user) && !hasCard(lane, change.before(), user));
    if (!people.isEmpty()) {
      show(lane, after, people, phases, screens);
    }
    lane.state.anew = false;
  }

  private void show(
      CardLane lane,
      CallRow row,
      Set<Long> people,
      Map<Long, CardPhase> phases,
      CardScreens screens) {
    var view = calls.find(row.id()).orElse(null);
    if (view == null) {
      screens.takeAway(lane);
      return;
    }
    var looked = phases.isEmpty() ? Looked.NOTHING : look(lane, row);
    for (var userId : people) {
      var phase = phases.get(userId);
      if (phase == null) {
        screens.takeAway(lane, userId, view);
      } else {
        screens.show(lane, userId, face.of(row, view, looked, phase, userId));
      }
    }
  }

  private Map<Long, CardPhase> phases(CardLane lane, CallRow row, Collection<Long> people) {
    var phases = new LinkedHashMap<Long, CardPhase>();
    for (var userId : people) {
      CardPhase.of(row, userId).ifPresent(phase -> phases.put(userId, phase));
    }
    if (!phases.isEmpty() && (lane.state.heard == null || pop.mayBePutAway(lane))) {
      phases.keySet().removeAll(sql.putAway(db, row.id(), List.copyOf(phases.keySet())));
    }
    return phases;
  }

  private static boolean hasCard(CardLane lane, @Nullable CallRow before, long userId) {
    return lane.shown.containsKey(userId)
        || (before != null && CardPhase.of(before, userId).isPresent());
  }

  /** What is over may differ by its own end, which is told a moment later. */
  private Looked look(CardLane lane, CallRow row) {
    return lane.lookup()
        .filter(asked -> row.open())
        .flatMap(CardLookup::valid)
        .filter(looked -> looked.isOf(row.clientId()))
        .orElseGet(() -> pop.begin(lane, row.number()).ask(() -> face.lookFiled(row)));
  }
}
