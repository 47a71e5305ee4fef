package io.ringcard.card;

import io.ringcard.call.Call;
import io.ringcard.call.Call.Direction;
import io.ringcard.calllog.CallDrafts;
import io.ringcard.calllog.CallRow;
import io.ringcard.calllog.CallView;
import io.ringcard.card.CardFace.Looked;
import io.ringcard.card.CardLane.Task.Heard;
import io.ringcard.client.ClientRef;
import io.ringcard.kernel.ProblemException;
import io.ringcard.store.Db;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a ringing phone's card when the ringing is heard, without waiting for the row: with what is
 * known of the caller, and with the number alone while the database does not answer. The caller is
 * looked up when the call comes in, so that nothing is left to wait for when a phone rings; what
 * was looked up is kept true by what the database tells of changes. It also takes such a card away,
 * or tells that its owner talks, as soon as that is heard; all else follows the rows, which say the
 * same once more and know more.
 */
public final class CardPop {

  private static final Logger LOG = LoggerFactory.getLogger(CardPop.class);

  /**
   * A look-up that takes longer than this is a database in trouble; then the number comes alone.
   */
  private static final long PATIENCE_MILLIS = 300;

  private static final String NOBODY_TELLS = "nobody can tell who sits at a phone; the row will";

  private final Db db;
  private final CallDrafts drafts;
  private final CardFace face;
  private final BooleanSupplier told;
  private final CardSql sql = new CardSql();

  /**
   * @param told whether the database tells of changes at present
   */
  public CardPop(Db db, CallDrafts drafts, CardFace face, BooleanSupplier told) {
    this.db = db;
    this.drafts = drafts;
    this.face = face;
    this.told = told;
  }

  /** A phone may ring soon: begins to look the caller up. Does not wait. */
  void expect(CardLane lane, Heard heard) {
    var call = heard.call();
    if (call.open() && call.direction() != Direction.INTERNAL) {
      var number = drafts.number(heard.pbxId(), call).orElse(null);
      if (lane.lookup().filter(asked -> asked.isFor(number)).isEmpty()) {
        look(lane, number);
      }
    }
  }

  /** Whether {@link #heard} would wait for nothing. */
  boolean isReady(CardLane lane, Heard heard) {
    return drafts.knowsPeople(heard.call())
        && lane.lookup().flatMap(CardLookup::valid).isPresent()
        && !mayBePutAway(lane);
  }

  /** One that hears of changes as long as it is the lane's. */
  CardLookup begin(CardLane lane, @Nullable String number) {
    var lookup = new CardLookup(number, told);
    lane.look(lookup);
    return lookup;
  }

  /** What was looked up is no longer true, and no row is there yet. */
  void outdated(CardLane lane, @Nullable String number, Consumer<Looked> late) {
    var lookup = look(lane, number);
    if (!lane.shown.isEmpty()) {
      lookup.late(late);
    }
  }

  private CardLookup look(CardLane lane, @Nullable String number) {
    var lookup = begin(lane, number);
    Thread.startVirtualThread(() -> {
      try {
        lookup.ask(() -> face.look(number, lane.id));
      } catch (RuntimeException e) {
        LOG.debug("the caller cannot be looked up", e);
      }
    });
    return lookup;
  }

  /**
   * @param late told of a look-up that nobody could wait for
   */
  void heard(CardLane lane, Heard heard, CardScreens screens, Consumer<Looked> late) {
    lane.state.heard = heard;
    lane.setOver(false);
    try {
      show(lane, row(lane, heard), heard.call(), screens, late);
    } catch (ProblemException e) {
      LOG.debug(NOBODY_TELLS, e);
    }
  }

  private void show(
      CardLane lane, CallRow row, Call call, CardScreens screens, Consumer<Looked> late) {
    for (var userId : Set.copyOf(lane.shown.keySet())) {
      if (CardPhase.of(row, userId).isEmpty()) {
        screens.takeAway(lane, userId, view(row, call, lane.known()));
      }
    }
    var phases = toShow(lane, row);
    if (phases.isEmpty()) {
      return;
    }
    var away = away(lane, phases.keySet());
    var looked = looked(lane, row, late).orElseGet(() -> face.remembered(row.number()));
    phases.keySet().removeAll(away.get());
    show(lane, row, call, looked, phases, screens);
  }

  private void show(
      CardLane lane,
      CallRow row,
      Call call,
      Looked looked,
      Map<Long, CardPhase> phases,
      CardScreens screens) {
    var view = view(row, call, looked);
    phases.forEach(
        (userId, phase) -> screens.show(lane, userId, face.of(row, view, looked, phase, userId)));
  }

  /** The look-up of a card that was shown without it is through. */
  void seen(CardLane lane, Looked looked, CardScreens screens) {
    var heard = lane.state.heard;
    if (heard == null || lane.isStanding()) {
      return;
    }
    try {
      var row = row(lane, heard);
      var phases = new LinkedHashMap<Long, CardPhase>();
      for (var userId : Set.copyOf(lane.shown.keySet())) {
        CardPhase.of(row, userId).ifPresent(phase -> phases.put(userId, phase));
      }
      show(lane, row, heard.call(), looked, phases, screens);
    } catch (ProblemException e) {
      LOG.debug(NOBODY_TELLS, e);
    }
  }

  private CallRow row(CardLane lane, Heard heard) {
    return drafts.row(lane.id, heard.pbxId(), heard.call());
  }

  /** Whose phone begins to ring, and who talks whose ringing was shown. */
  private static Map<Long, CardPhase> toShow(CardLane lane, CallRow row) {
    var phases = new LinkedHashMap<Long, CardPhase>();
    for (var userId : row.userIds()) {
      var shown = lane.shown.get(userId);
      var phase = CardPhase.of(row, userId).orElse(null);
      if (phase == CardPhase.RINGING && shown == null && lane.state.popped.add(userId)) {
        phases.put(userId, phase);
      } else if (phase == CardPhase.TALKING
          && shown != null
          && shown.phase().equals(CardPhase.RINGING.slug())) {
        phases.put(userId, phase);
      }
    }
    return phases;
  }

  /** Nobody asks who has put a card away before it is told of the first one. */
  boolean mayBePutAway(CardLane lane) {
    return lane.mayBePutAway() || (lane.isStanding() && !told.getAsBoolean());
  }

  private Questions.Answer<Set<Long>> away(CardLane lane, Collection<Long> people) {
    if (!mayBePutAway(lane)) {
      return Set::of;
    }
    var answer = Questions.ask(() -> sql.putAway(db, lane.id, List.copyOf(people)));
    return () -> {
      try {
        return answer.get();
      } catch (ProblemException e) {
        LOG.debug("nobody can tell who has put the card away; the row will", e);
        return Set.of();
      }
    };
  }

  private Optional<Looked> looked(CardLane lane, CallRow row, Consumer<Looked> late) {
    var asked = lane.lookup().filter(lookup -> lookup.isFor(row.number()));
    var found = asked.flatMap(CardLookup::valid);
    return found.isPresent()
        ? found
        : await(
            asked.filter(CardLookup::isOnItsWay).orElseGet(() -> look(lane, row.number())), late);
  }

  private static Optional<Looked> await(CardLookup lookup, Consumer<Looked> late) {
    try {
      return Optional.of(lookup.await(PATIENCE_MILLIS));
    } catch (TimeoutException e) {
      lookup.late(late);
    } catch (ExecutionException e) {
      LOG.debug("the number comes alone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private CallView view(CallRow row, Call call, Looked looked) {
    var client =
        Optional.ofNullable(looked.client())
            .map(known -> new ClientRef(known.id(), known.name(), known.company()));
    return drafts.view(row, call, client.orElse(null));
  }
}
