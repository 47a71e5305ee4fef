package io.ringcard.planning;

import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.LegResult;
import io.ringcard.call.Call.Result;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.calllog.CallRow;
import io.ringcard.calllog.CallRow.Participant;
import io.ringcard.calllog.CallWritten;
import io.ringcard.kernel.Problem;
import io.ringcard.planning.ContactsSql.Due;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that rang at the client and was not answered is planned anew by the rule of {@link
 * Persistence}: the contact that was due moves on, or there is a new one when none was. Once for
 * each call, and only for calls that have just ended: what is read again from the journal or
 * imported sets off nothing.
 */
public final class Replanning implements CallWritten {

  /** Effect on the contact that was moved or added. */
  public static final String KIND = "replanned";

  private static final Duration JUST_NOW = Duration.ofHours(1);

  private final ZoneId zone;
  private final InstantSource clock;
  private final Effects effects = new Effects();
  private final PlansSql plans = new PlansSql();
  private final ContactsSql contacts = new ContactsSql();
  private final PersistenceSql sql = new PersistenceSql();

  /**
   * @param zone of the installation, and so of all assignees
   */
  public Replanning(ZoneId zone, InstantSource clock) {
    this.zone = zone;
    this.clock = clock;
  }

  @Override
  public void written(Db transaction, @Nullable CallRow before, CallRow after) {
    var client = after.clientId();
    if (client != null && isLive(after) && wasNotAnswered(after)) {
      caller(after)
          .filter(user -> !effects.everRan(transaction, after.id(), KIND))
          .ifPresent(user -> replan(transaction, after.id(), client, null, user));
    }
  }

  /** Most of these calls plan nothing: one question tells which may. */
  @Override
  public void written(Db transaction, List<Written> changes) {
    var unanswered =
        changes.stream()
            .map(Written::after)
            .filter(call -> call.clientId() != null && isLive(call) && wasNotAnswered(call))
            .toList();
    if (!unanswered.isEmpty() && sql.read(transaction).replanning()) {
      var open = sql.open(transaction, unanswered, Contacts.dayEnd(clock.instant(), zone));
      unanswered.stream()
          .filter(call -> open.contains(call.id()))
          .forEach(call -> written(transaction, null, call));
    }
  }

  private boolean isLive(CallRow call) {
    var ended = call.endedAt();
    return ended != null && !ended.plus(JUST_NOW).isBefore(clock.instant());
  }

  private static boolean wasNotAnswered(CallRow call) {
    return !call.open()
        && call.direction() == Direction.OUTBOUND
        && (call.result() == Result.NO_ANSWER || call.result() == Result.BUSY);
  }

  /** Whose call it was; nobody when the operator's own phone was all that rang. */
  private static Optional<Long> caller(CallRow call) {
    return call.participants().stream()
        .filter(part -> part.result() == LegResult.NO_TALK)
        .map(Participant::userId)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /**
   * Plans the next attempt, if the rule has one.
   *
   * @param dealId what a new contact is about; one that was due keeps its own
   * @return the contact
   */
  public Optional<Long> replan(
      Db tx, long callId, long clientId, @Nullable Long dealId, long userId) {
    var attempt = sql.attempts(tx, clientId) + 1;
    var rule = sql.read(tx).after(attempt);
    if (rule == null) {
      return Optional.empty();
    }
    var now = clock.instant();
    var at = rule.at(now, zone);
    var dayEnd = Contacts.dayEnd(now, zone);
    var due = plans.dueCall(tx, clientId, dayEnd, now, callId);
    if (due.isPresent()) {
      move(tx, callId, due.get(), new Due(at, rule.kind()), attempt);
      return due;
    }
    if (sql.laterCall(tx, clientId, dayEnd).isPresent()) {
      return Optional.empty();
    }
    var topic =
        rule.topic() == null ? null : new Contacts().topic(tx, rule.topic(), clientId, dealId);
    var contact = new NewContact(clientId, dealId, userId, at, topic, rule.kind(), callId, userId);
    var plan = plans.insert(tx, contact);
    effects.add(tx, callId, KIND, plan, new JsonObject().put("attempt", attempt));
    return Optional.of(plan);
  }

  private void move(Db tx, long callId, long plan, Due to, int attempt) {
    var was = contacts.due(tx, plan);
    var version = contacts.move(tx, plan, to);
    var before =
        new JsonObject()
            .put("attempt", attempt)
            .put("at", was.at().toString())
            .put("kind", was.kind())
            .put("version", version);
    effects.add(tx, callId, KIND, plan, before);
  }

  /** False when somebody has changed the contact since; it stays then. */
  public boolean takeBack(Db tx, Effect effect) {
    var before = effect.before();
    if (!before.containsKey("at")) {
      return plans.deleteUntouched(tx, effect.target());
    }
    var was = new Due(Instant.parse(before.getString("at")), before.getString("kind"));
    return contacts.moveBack(tx, effect.target(), was, before.getInteger("version"));
  }

  /**
   * Puts a contact back to where it stood before the last call without answer moved it; one that
   * was added by that call goes.
   *
   * @param version of the contact that somebody saw
   * @return its client
   */
  long putBack(Db db, long plan, int version) {
    return db.inTransaction(tx -> {
      var stands = plans.lock(tx, plan).orElseThrow(() -> new Problem.NotFound("id").asException());
      var current = plans.byIds(tx, List.of(plan)).getFirst();
      if (stands != version) {
        throw new Problem.Conflict("version", "stale", Map.of("current", current)).asException();
      }
      var effect =
          effects
              .lastOn(tx, KIND, plan)
              .filter(last -> takeBack(tx, last))
              .orElseThrow(() ->
                  new Problem.Conflict("id", "changed", Map.of("current", current)).asException());
      effects.undone(tx, effect);
      return Long.parseLong(current.client().id());
    });
  }

  /** How long we go on with a client, as it is set now. */
  public Persistence rules(Db tx) {
    return sql.read(tx);
  }
}
