package io.ringcard.planning;

import static java.util.stream.Collectors.toSet;

import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.Result;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.calllog.CallRow;
import io.ringcard.calllog.CallWritten;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A real talk holds the earliest planned call of that client that is due before the end of the day.
 * Once for each call: a replay does nothing, and what a person undid stays undone. Contacts that
 * were planned during the talk, or for it, are not meant. One that the outcome of the call has held
 * already is held by the talk from then on.
 */
public final class HeldByTalk implements CallWritten {

  private final ZoneId zone;
  private final long realTalkMillis;
  private final Effects effects = new Effects();
  private final Contacts contacts = new Contacts();
  private final PlansSql sql = new PlansSql();

  /**
   * @param zone of the installation, and so of all assignees
   * @param realTalkSeconds shorter talks hold nothing
   */
  public HeldByTalk(ZoneId zone, int realTalkSeconds) {
    this.zone = zone;
    this.realTalkMillis = realTalkSeconds * 1_000L;
  }

  @Override
  public void written(Db transaction, @Nullable CallRow before, CallRow after) {
    var client = after.clientId();
    var talkedAt = after.answeredAt();
    if (client != null && talkedAt != null && isRealTalk(after)) {
      hold(transaction, after.id(), client, talkedAt);
    }
  }

  /** Nothing is planned with most clients: one question for all of them. */
  @Override
  public void written(Db transaction, List<Written> changes) {
    var clients =
        changes.stream()
            .map(Written::after)
            .filter(this::isRealTalk)
            .map(CallRow::clientId)
            .filter(Objects::nonNull)
            .collect(toSet());
    var planned = clients.isEmpty() ? clients : sql.withPlannedCall(transaction, clients);
    changes.stream()
        .filter(change -> planned.contains(change.after().clientId()))
        .forEach(change -> written(transaction, change.before(), change.after()));
  }

  private boolean isRealTalk(CallRow call) {
    return !call.open()
        && call.result() == Result.ANSWERED
        && call.direction() != Direction.INTERNAL
        && call.talkMillis() != null
        && call.talkMillis() >= realTalkMillis;
  }

  private void hold(Db tx, long callId, long clientId, Instant talkedAt) {
    var byOutcome = effects.standing(tx, callId, List.of(Contacts.CLOSED_BY_OUTCOME));
    var held =
        byOutcome.stream().filter(effect -> contacts.isHeld(tx, effect.target())).findFirst();
    if (held.isPresent()) {
      effects.become(tx, held.get(), Plans.HELD_BY_TALK);
      return;
    }
    contacts
        .holdDue(tx, callId, clientId, talkedAt, zone)
        .ifPresent(closed ->
            effects.add(
                tx,
                callId,
                Plans.HELD_BY_TALK,
                closed.id(),
                new JsonObject().put("version", closed.version())));
  }

  /** The call went to another client: the former one's contact is planned again. */
  public void filed(Db tx, CallRow before, CallRow after) {
    for (var effect : effects.standing(tx, after.id(), List.of(Plans.HELD_BY_TALK))) {
      contacts.reopen(tx, effect.target(), effect.before().getInteger("version"));
      effects.forget(tx, effect);
    }
    written(tx, before, after);
  }

  /** Of two calls that are one conversation only one holds a contact. */
  public void merged(Db tx, long absorbed, long into) {
    var kind = List.of(Plans.HELD_BY_TALK);
    if (effects.standing(tx, into, kind).isEmpty()) {
      return;
    }
    for (var effect : effects.standing(tx, absorbed, kind)) {
      if (contacts.reopen(tx, effect.target(), effect.before().getInteger("version"))) {
        effects.undone(tx, effect);
      }
    }
  }
}
