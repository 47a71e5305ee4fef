package io.ringcard.card;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringcard.call.Call;
import io.ringcard.calllog.CallDrafts;
import io.ringcard.calllog.CallHeard;
import io.ringcard.calllog.CallLog;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.calllog.CallRow;
import io.ringcard.calllog.CallViews;
import io.ringcard.card.CardFace.Looked;
import io.ringcard.card.CardLane.Task.Changed;
import io.ringcard.card.CardLane.Task.Dropped;
import io.ringcard.card.CardLane.Task.Heard;
import io.ringcard.card.CardLane.Task.Outdated;
import io.ringcard.card.CardLane.Task.Seen;
import io.ringcard.card.CardLane.Task.Stands;
import io.ringcard.client.Clients;
import io.ringcard.client.Matches;
import io.ringcard.client.Notes;
import io.ringcard.http.Push;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.ringcard.pipeline.Deals;
import io.ringcard.planning.Plans;
import io.ringcard.store.Database;
import io.ringcard.store.Db;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings cards to screens and takes them away. A ringing phone's card comes when the ringing is
 * heard, before the row stands; everything else follows the rows. Each call has a lane of its own:
 * what happens to it is shown in order, and calls do not wait for one another. While the database
 * is away, rows wait, and go on in order.
 */
public final class Cards implements CallHeard, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Cards.class);
  private static final long RETRY_MILLIS = 300;

  private final Db db;
  private final CallLog log;
  private final CallViews calls;
  private final CardFace face;
  private final Push push;
  private final CardPop pop;
  private final CardRows rows;
  private final CardScreens screens;
  private final CallNews news;
  private final CardSql sql = new CardSql();
  private final Map<Long, CardLane> lanes = new ConcurrentHashMap<>();
  private final AtomicLong failures = new AtomicLong();
  private volatile boolean closed;

  /**
   * @param pop shows what has no row yet
   */
  Cards(Db db, CallLog log, CallViews calls, CardFace face, CardPop pop, Push push) {
    this.db = db;
    this.log = log;
    this.calls = calls;
    this.face = face;
    this.push = push;
    this.pop = pop;
    this.rows = new CardRows(db, log, calls, face, pop);
    this.screens = new CardScreens(push);
    this.news = new CallNews(calls, push);
  }

  /** What a ringing phone's card says is asked for where nothing else is in the way. */
  public static Cards of(
      Database db,
      CallLog log,
      CallDrafts drafts,
      Clients clients,
      Matches matches,
      Deals deals,
      Plans plans,
      Push push) {
    var urgent = db.urgent();
    var calls = new CallViews(urgent);
    var face = new CardFace(urgent, calls, clients, matches, new Notes(urgent), deals, plans);
    var pop = new CardPop(urgent, drafts, face, db::tells);
    return new Cards(db, log, calls, face, pop, push);
  }

  public Cards start() {
    news.start();
    return this;
  }

  @Override
  public void heard(long id, long pbxId, Call call) {
    var heard = new Heard(pbxId, call);
    var idle = new boolean[1];
    var lane = lane(id, one -> idle[0] = one.hear(heard), one -> {});
    pop.expect(lane, heard);
    if (idle[0] && pop.isReady(lane, heard)) {
      showAtOnce(lane);
    } else if (idle[0]) {
      begin(lane);
    }
  }

  /** On the hearing thread: nothing is left to wait for. */
  private void showAtOnce(CardLane lane) {
    try {
      Optional.ofNullable(lane.next()).ifPresent(task -> run(lane, task));
    } catch (RuntimeException e) {
      failed(e);
    }
    if (lane.goesOn()) {
      begin(lane);
    } else {
      letGo(lane);
    }
  }

  @Override
  public void dropped(long id) {
    lane(id, CardLane::drop);
  }

  /**
   * Rows that have been written, in order. Of a call that waits to be shown only the newest state
   * is shown, so that however much is written no more waits than there are calls.
   */
  public void written(List<Written> changes) {
    for (var change : changes) {
      var id = change.after().id();
      lane(id, lane -> lane.write(change));
      news.changed(id);
    }
  }

  /** Something about the call changed that stands in another room: its recording, its outcome. */
  public void changed(long callId) {
    lane(callId, CardLane::change);
    news.changed(callId);
  }

  /** A client was written: the cards of its latest calls show it as it is now. */
  public void clientChanged(long clientId) {
    Thread.startVirtualThread(
        () -> retried(() -> sql.latestOf(db, clientId).forEach(this::changed), this::pause));
  }

  /**
   * What the database told: somebody, perhaps another server, has written what a card shows. Does
   * not wait.
   */
  public void told(String notice) {
    told(CardChange.of(notice));
  }

  /** Changes may have been missed. */
  public void toldTooLittle() {
    told(CardChange.ALL);
  }

  private void told(CardChange change) {
    for (var lane : lanes.values()) {
      if (lane.hear(change) && !lane.isOver()) {
        lane(lane.id, CardLane::outdate);
      }
    }
  }

  private void lane(long id, Predicate<CardLane> order) {
    lane(id, order, this::begin);
  }

  /**
   * @param idle told when nobody works on the lane: somebody has to now
   */
  private CardLane lane(long id, Predicate<CardLane> order, Consumer<CardLane> idle) {
    return lanes.compute(
        id,
        (key, known) -> {
          var lane = known == null ? new CardLane(id) : known;
          if (order.test(lane)) {
            idle.accept(lane);
          }
          return lane;
        });
  }

  private void begin(CardLane lane) {
    Thread.startVirtualThread(() -> work(lane));
  }

  private void work(CardLane lane) {
    while (!closed) {
      var task = lane.next();
      if (task == null) {
        break;
      }
      retried(() -> run(lane, task), () -> lane.aside(this::pause));
    }
    letGo(lane);
  }

  private void letGo(CardLane lane) {
    lanes.computeIfPresent(lane.id, (id, known) -> known.isDone() ? null : known);
  }

  private void run(CardLane lane, CardLane.Task task) {
    switch (task) {
      case Heard heard -> pop.heard(lane, heard, screens, found -> see(lane, found));
      case Seen(var looked) -> pop.seen(lane, looked, screens);
      case Stands(var change) -> {
        rows.stands(lane, change, screens);
        tellHeld(change);
      }
      case Dropped() -> rows.dropped(lane, screens);
      case Changed() -> rows.changed(lane, screens);
      case Outdated() -> outdated(lane);
    }
  }

  private void see(CardLane lane, Looked found) {
    lane(lane.id, one -> one.see(found));
  }

  /** What was looked up since is true again. */
  private void outdated(CardLane lane) {
    var asked = lane.lookup().filter(lookup -> lookup.valid().isEmpty()).orElse(null);
    if (asked == null) {
      return;
    }
    if (lane.isStanding() && !lane.shown.isEmpty()) {
      rows.showAgain(lane, screens);
    } else {
      pop.outdated(lane, asked.number(), found -> see(lane, found));
    }
  }

  /** A talk that is over may have closed a planned contact. */
  private void tellHeld(Written change) {
    var before = change.before();
    if ((before == null || before.open()) && !change.after().open()) {
      face.heldBy(change.after())
          .ifPresent(
              plan -> push.sendToAll("plan", Map.of("client", plan.client().id(), "held", plan)));
    }
  }

  /** A person's open cards, newest first; those first that have no row yet. */
  public List<Card> of(long userId) {
    var cards = new LinkedHashMap<String, Card>();
    for (var lane : lanes.values()) {
      var card = lane.isStanding() ? null : lane.shown.get(userId);
      if (card != null) {
        cards.put(card.id(), card);
      }
    }
    log.rows(sql.candidates(db, userId)).stream()
        .sorted(Comparator.comparing(CallRow::startedAt).reversed())
        .flatMap(row -> card(row, userId).stream())
        .forEach(card -> cards.put(card.id(), card));
    return new ArrayList<>(cards.values());
  }

  private Optional<Card> card(CallRow row, long userId) {
    return CardPhase.of(row, userId)
        .filter(phase -> !sql.putAway(db, row.id(), List.of(userId)).contains(userId))
        .flatMap(phase ->
            calls
                .find(row.id())
                .map(view -> {
                  var looked = face.lookFiled(row);
                  return face.of(row, view, looked, phase, userId);
                }));
  }

  /** Puts the card away from one person's screens. */
  void dismiss(long callId, long userId) {
    if (sql.dismiss(db, callId, userId) == 0
        && !sql.putAway(db, callId, List.of(userId)).contains(userId)) {
      throw new Problem.NotFound("id").asException();
    }
    Optional.ofNullable(lanes.get(callId)).ifPresent(CardLane::setPutAway);
    push.send(userId, "card-gone", new Card.Gone(Long.toString(callId), null));
  }

  /** Undoes {@link #dismiss}. */
  void recall(long callId, long userId) {
    if (sql.recall(db, callId, userId) > 0) {
      changed(callId);
    }
  }

  @Override
  public void close() {
    closed = true;
    news.close();
  }

  private void retried(Runnable task, Runnable pause) {
    while (!closed) {
      try {
        task.run();
        return;
      } catch (ProblemException e) {
        if (!(e.problem() instanceof Problem.Unavailable)) {
          failed(e);
          return;
        }
        pause.run();
      } catch (RuntimeException e) {
        failed(e);
        return;
      }
    }
  }

  private void failed(RuntimeException e) {
    failures.incrementAndGet();
    LOG.error("a card could not be shown", e);
  }

  /** Brings the figures of this room among those of the server. */
  public void measure(MeterRegistry metrics) {
    metrics.gauge("ringcard_cards_failed", failures);
  }

  /** Cards that a fault of ours kept from a screen, or kept as they were, since the start. */
  public long failures() {
    return failures.get();
  }

  private void pause() {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }
}
