package io.ringcard.cli;

import io.ringcard.call.Call;
import io.ringcard.call.Call.Leg;
import io.ringcard.call.Call.QueueVisit;
import io.ringcard.call.Call.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call with the field names in which the truth of captures is written: lower case with
 * underscores, times in UTC, durations in seconds with milliseconds.
 */
final class CallJson {

  private static final double MILLIS = 1000.0;

  private CallJson() {}

  static Map<String, @Nullable Object> of(String source, Call call) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("source", source);
    json.put("linkedid", call.linkedid());
    json.put("other_linkedids", call.otherLinkedids());
    json.put("client_uniqueid", call.clientUniqueid());
    json.put("direction", word(call.direction()));
    json.put("external_number", call.externalNumber());
    json.put("external_name", call.externalName());
    json.put("dialled", call.dialled());
    json.put("did", call.did());
    var queues = call.queueVisits().stream().map(QueueVisit::queue).distinct().toList();
    json.put("queue", queues.isEmpty() ? null : queues.getFirst());
    json.put("queues", queues);
    json.put("queue_visits", call.queueVisits().stream().map(CallJson::visit).toList());
    json.put("operator_calling", call.operatorCalling());
    json.put("operators_rung", call.rung());
    json.put("operators_answered", call.answered());
    json.put("result", word(call.result()));
    json.put("ended_by", word(call.endedBy()));
    json.put("hangup_cause", cause(call.cause()));
    putTimes(json, call);
    json.put("recordings", call.recordings());
    json.put("transfers", call.transfers().stream().map(CallJson::transfer).toList());
    json.put("legs", call.legs().stream().map(CallJson::leg).toList());
    json.put("certainty", word(call.certainty()));
    return json;
  }

  private static void putTimes(Map<String, @Nullable Object> json, Call call) {
    json.put("start_utc", time(call.startedAt()));
    json.put("answer_utc", time(call.answeredAt()));
    json.put("end_utc", time(call.endedAt()));
    json.put("ring_seconds", seconds(call.ringTime()));
    json.put("wait_seconds", seconds(call.waitTime()));
    json.put("talk_seconds", seconds(call.talkTime()));
    json.put("hold_seconds", seconds(call.holdTime()));
    json.put("answer_to_end_seconds", seconds(answerToEnd(call)));
  }

  private static @Nullable Duration answerToEnd(Call call) {
    if (call.endedAt() == null) {
      return null;
    }
    if (call.answeredAt() == null) {
      return call.result() == Call.Result.ANSWERED ? null : Duration.ZERO;
    }
    return Duration.between(call.answeredAt(), call.endedAt());
  }

  private static Map<String, @Nullable Object> visit(QueueVisit visit) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("queue", visit.queue());
    json.put("join_utc", time(visit.joinedAt()));
    json.put("leave_utc", time(visit.leftAt()));
    json.put("outcome", word(visit.outcome()));
    return json;
  }

  private static Map<String, @Nullable Object> transfer(Transfer transfer) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("type", word(transfer.type()));
    json.put("from", transfer.from());
    json.put("to", transfer.to());
    json.put("at_utc", time(transfer.at()));
    json.put("result", transfer.result());
    return json;
  }

  private static Map<String, @Nullable Object> leg(Leg leg) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("operator", leg.extension());
    json.put("ring_start_utc", time(leg.ringStartedAt()));
    json.put("ring_end_utc", time(leg.ringEndedAt()));
    json.put("answer_utc", time(leg.answeredAt()));
    json.put("end_utc", time(leg.endedAt()));
    json.put("talk_seconds", seconds(leg.talkTime()));
    json.put("result", word(leg.result()));
    return json;
  }

  private static @Nullable Map<String, @Nullable Object> cause(Call.@Nullable Cause cause) {
    if (cause == null) {
      return null;
    }
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("code", cause.code());
    json.put("text", cause.text());
    return json;
  }

  private static @Nullable String word(@Nullable Enum<?> value) {
    return value == null ? null : value.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static @Nullable Double seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis() / MILLIS;
  }
}
