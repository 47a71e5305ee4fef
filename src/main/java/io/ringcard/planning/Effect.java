package io.ringcard.planning;

import io.vertx.core.json.JsonObject;

/**
 * Something that a call has set off and that still stands.
 *
 * @param kind {@code plan-held}, {@code plan-closed}, {@code deal-step}, {@code refusal}, {@code
 *     plan-added}, {@code replanned} or {@code note}
 * @param target id of the thing that was touched
 * @param before what is needed to undo it
 */
public record Effect(long id, String kind, long target, JsonObject before) {}
