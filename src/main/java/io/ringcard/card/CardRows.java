package io.ringcard.card;

import io.ringcard.calllog.CallLog;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.calllog.CallRow;
import io.ringcard.calllog.CallView;
import io.ringcard.calllog.CallViews;
import io.ringcard.card.CardFace.Looked;
import io.ringcard.store.Db;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows the people whom a call concerns what its row says. A row that is older than what has been
 * heard and shown says nothing any more: the next one follows.
 */
final class CardRows {

  /** So many calls' rows are shown at the same time; ringing phones do not wait for them. */
  private static final int AT_ONCE = 2;

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
    BooleanSupplier overtaken = () -> lane.state.isAhead(change.call());
    lane.state.behind =
        overtaken.getAsBoolean() || !show(lane, whole, screens, overtaken) ? whole : null;
  }

  /** No newer row is waited for any more: the one that stands counts, or there is none at all. */
  void dropped(CardLane lane, CardScreens screens) {
    lane.state.heard = null;
    var last = lane.state.behind;
    lane.setOver(true);
    if (last != null) {
      show(lane, last, screens, () -> false);
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

  /** What was looked up is no longer true. The row of what is heard meanwhile tells it, too. */
  void showAgain(CardLane lane, CardScreens screens) {
    if (lane.state.behind == null) {
      var heard = lane.state.heard;
      BooleanSupplier overtaken = () -> lane.state.heard != heard;
      for (var row : lane.aside(() -> inTurn(() -> log.rows(List.of(lane.id))))) {
        show(lane, new Written(row, row), screens, overtaken);
      }
    }
  }

  private <T> T inTurn(Supplier<T> work) {
    turns.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  /** What is asked of a row before it is shown. */
  private record Answers(@Nullable CallView view, Looked looked, Set<Long> away) {}

  /**
   * @param overtaken whether something newer was heard, and shown, than this row tells
   * @return false when it was
   */
  private boolean show(
      CardLane lane, Written change, CardScreens screens, BooleanSupplier overtaken) {
    var row = change.after();
    lane.setOver(!row.open());
    if (!concerned(lane, change).isEmpty()) {
      var answers = lane.aside(() -> inTurn(() -> ask(lane, row)));
      if (overtaken.getAsBoolean()) {
        return false;
      }
      show(lane, change, answers, screens);
    }
    lane.state.anew = false;
    return true;
  }

  private Answers ask(CardLane lane, CallRow row) {
    var view = calls.find(row.id()).orElse(null);
    var phases = phases(row);
    if (view == null || phases.isEmpty()) {
      return new Answers(view, Looked.NOTHING, Set.of());
    }
    var asks = lane.state.heard == null || pop.mayBePutAway(lane);
    var away = asks ? sql.putAway(db, row.id(), List.copyOf(phases.keySet())) : Set.<Long>of();
    return new Answers(
        view, away.containsAll(phases.keySet()) ? Looked.NOTHING : look(lane, row), away);
  }

  private void show(CardLane lane, Written change, Answers answers, CardScreens screens) {
    var row = change.after();
    var view = answers.view();
    if (view == null) {
      screens.takeAway(lane);
      return;
    }
    var phases = phases(row);
    phases.keySet().removeAll(answers.away());
    for (var userId : concerned(lane, change)) {
      var phase = phases.get(userId);
      if (phase != null) {
        screens.show(lane, userId, face.of(row, view, answers.looked(), phase, userId));
      } else if (hasCard(lane, change.before(), userId)) {
        screens.takeAway(lane, userId, view);
      }
    }
  }

  /** Who sees this row, and who sees one of the call that has to go. */
  private static Set<Long> concerned(CardLane lane, Written change) {
    var people = new LinkedHashSet<>(phases(change.after()).keySet());
    people.addAll(lane.shown.keySet());
    Optional.ofNullable(change.before()).ifPresent(row -> people.addAll(phases(row).keySet()));
    return people;
  }

  private static Map<Long, CardPhase> phases(CallRow row) {
    var phases = new LinkedHashMap<Long, CardPhase>();
    for (var userId : row.userIds()) {
      CardPhase.of(row, userId).ifPresent(phase -> phases.put(userId, phase));
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
