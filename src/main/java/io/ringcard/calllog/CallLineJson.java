package io.ringcard.calllog;

import io.ringcard.call.Call;
import io.ringcard.calllog.CallLogSql.Line;
import io.ringcard.calllog.CallRow.Participant;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls and their parts as the statements of {@link CallLogSql} take them. */
final class CallLineJson {

  private CallLineJson() {}

  static JsonObject of(Line line) {
    var call = line.call();
    return new JsonObject()
        .put("reserved", line.reserved())
        .put("linkedid", call.linkedid())
        .put("generation", call.generation())
        .put("state", call.open() ? "live" : "closed")
        .put("certainty", certainty(call.certainty()))
        .put("direction", CallLogSql.slug(call.direction()))
        .put("result", call.result() == null ? null : CallLogSql.slug(call.result()))
        .put("cause", call.cause() == null ? null : call.cause().code())
        .put("ended_by", call.endedBy() == null ? null : CallLogSql.slug(call.endedBy()))
        .put("number", line.number())
        .put("number_signalled", CallLogSql.clean(call.externalNumber()))
        .put("name", CallLogSql.clean(call.externalName()))
        .put("client_id", line.clientId())
        .put("placed_by", call.operatorCalling())
        .put("dialled", CallLogSql.clean(call.dialled()))
        .put("did", CallLogSql.clean(call.did()))
        .put("queues", texts(queues(call)))
        .put("started_at", text(line.startedAt()))
        .put("answered_at", text(call.answeredAt()))
        .put("ended_at", text(call.endedAt()))
        .put("ring_ms", millis(call.ringTime()))
        .put("wait_ms", millis(call.waitTime()))
        .put("talk_ms", millis(call.talkTime()))
        .put("hold_ms", millis(call.holdTime()))
        .put("transfers", transfers(call))
        .put("other_linkedids", texts(call.otherLinkedids().stream()))
        .put("gap", call.gap());
  }

  static JsonObject of(CallRow row, int position, Call.Leg leg, Participant part) {
    return new JsonObject()
        .put("call_id", row.id())
        .put("started_at", text(row.startedAt()))
        .put("position", position)
        .put("extension", leg.extension())
        .put("user_id", part.userId())
        .put("ring_ms", between(leg.ringStartedAt(), leg.ringEndedAt()))
        .put("talk_ms", part.talkMillis())
        .put("ring_started_at", text(leg.ringStartedAt()))
        .put("answered_at", text(leg.answeredAt()))
        .put("ended_at", text(leg.endedAt()))
        .put("result", CallLogSql.slug(leg.result()));
  }

  /** The queues that a call came through, each once. */
  static Stream<String> queues(Call call) {
    return call.queueVisits().stream().map(Call.QueueVisit::queue).distinct();
  }

  static String certainty(Call.Certainty certainty) {
    return certainty == Call.Certainty.END_UNKNOWN ? "endUnknown" : CallLogSql.slug(certainty);
  }

  private static JsonArray transfers(Call call) {
    var all = new JsonArray();
    for (var transfer : call.transfers()) {
      all.add(
          new JsonObject()
              .put("type", CallLogSql.slug(transfer.type()))
              .put("from", transfer.from())
              .put("to", transfer.to())
              .put("at", transfer.at() == null ? null : transfer.at().toString())
              .put("result", transfer.result()));
    }
    return all;
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }

  private static JsonArray texts(Stream<String> texts) {
    return new JsonArray(texts.toList());
  }

  private static @Nullable Long millis(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis();
  }

  static @Nullable Long between(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? null : Math.max(0, Duration.between(from, to).toMillis());
  }
}
