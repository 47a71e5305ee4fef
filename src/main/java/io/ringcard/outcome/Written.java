package io.ringcard.outcome;

import io.ringcard.outcome.OutcomeBody.NextContact;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An outcome as it stands on a call.
 *
 * @param next the contact that it has planned and that nobody has touched
 * @param version rises with each writing on any call
 */
record Written(
    long userId,
    long outcomeId,
    @Nullable String note,
    @Nullable Long dealId,
    Instant at,
    int version,
    @Nullable NextContact next) {

  Written with(@Nullable NextContact planned) {
    return new Written(userId, outcomeId, note, dealId, at, version, planned);
  }

  /** On a call that another client has now; nothing can be planned with nobody. */
  Written refiled(boolean hasClient) {
    return new Written(userId, outcomeId, note, null, at, version, hasClient ? next : null);
  }

  JsonObject json() {
    var json =
        new JsonObject()
            .put("user", userId)
            .put("outcome", outcomeId)
            .put("note", note)
            .put("deal", dealId)
            .put("at", at.toString())
            .put("version", version);
    return next == null
        ? json
        : json.put(
            "next",
            new JsonObject()
                .put("at", next.at().toString())
                .put("topic", next.topic())
                .put("kind", next.kind()));
  }

  static Written of(JsonObject json) {
    var next = json.getJsonObject("next");
    return new Written(
        json.getLong("user"),
        json.getLong("outcome"),
        json.getString("note"),
        json.getLong("deal"),
        Instant.parse(json.getString("at")),
        json.getInteger("version"),
        next == null
            ? null
            : new NextContact(
                Instant.parse(next.getString("at")),
                next.getString("topic"),
                next.getString("kind")));
  }
}
