package io.ringcard.calllog;

import static io.ringcard.calllog.CallLogSql.instant;
import static java.util.stream.Collectors.toMap;

import io.ringcard.call.Call;
import io.ringcard.call.Call.Cause;
import io.ringcard.call.Call.Certainty;
import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.EndedBy;
import io.ringcard.call.Call.Leg;
import io.ringcard.call.Call.LegResult;
import io.ringcard.call.Call.QueueVisit;
import io.ringcard.call.Call.Result;
import io.ringcard.call.Call.Transfer;
import io.ringcard.call.Call.TransferType;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of the log as the calls that they were written of, as far as a row keeps it. */
final class HeardCallSql {

  private static final String CALLS =
      """
      select c.*, coalesce((
          select jsonb_agg(jsonb_build_object('extension', o.extension, 'result', o.result,
            'ringStartedAt', o.ring_started_at, 'ringMillis', o.ring_ms, 'answeredAt', o.answered_at,
            'endedAt', o.ended_at, 'talkMillis', o.talk_ms) order by o.position)
          from call_operator o where o.call_id = c.id), '[]'::jsonb) as legs
      from call c where c.pbx_id = $1 and c.generation = 0 and c.linkedid = any($2)
      """;

  /** By linked id. */
  Map<String, Call> of(Db db, long pbxId, List<String> linkedids) {
    return linkedids.isEmpty()
        ? Map.of()
        : db.list(CALLS, HeardCallSql::call, pbxId, linkedids.toArray(String[]::new)).stream()
            .collect(toMap(Call::linkedid, call -> call));
  }

  private static Call call(Row row) {
    var cause = row.getInteger("cause");
    var certainty = row.getString("certainty");
    return new Call(
        row.getString("linkedid"),
        0,
        List.of(row.getArrayOfStrings("other_linkedids")),
        null,
        Direction.valueOf(upper(row.getString("direction"))),
        row.getString("number_signalled"),
        row.getString("name"),
        row.getString("dialled"),
        row.getString("did"),
        List.of(row.getArrayOfStrings("queues")).stream()
            .map(queue -> new QueueVisit(queue, null, null, null))
            .toList(),
        row.getString("placed_by"),
        row.getString("result") == null ? null : Result.valueOf(upper(row.getString("result"))),
        row.getString("ended_by") == null
            ? null
            : EndedBy.valueOf(upper(row.getString("ended_by"))),
        cause == null ? null : new Cause(cause, null),
        instant(row, "started_at"),
        instant(row, "answered_at"),
        instant(row, "ended_at"),
        millis(row.getLong("ring_ms")),
        millis(row.getLong("wait_ms")),
        millis(row.getLong("talk_ms")),
        millis(row.getLong("hold_ms")),
        each(row.getJsonArray("legs")).map(HeardCallSql::leg).toList(),
        each(row.getJsonArray("transfers")).map(HeardCallSql::transfer).toList(),
        List.of(),
        certainty.equals("endUnknown")
            ? Certainty.END_UNKNOWN
            : Certainty.valueOf(upper(certainty)),
        row.getString("state").equals("live"),
        row.getBoolean("gap"));
  }

  private static Leg leg(JsonObject leg) {
    var rangAt = at(leg, "ringStartedAt");
    var rang = millis(leg.getLong("ringMillis"));
    return new Leg(
        leg.getString("extension"),
        rangAt != null,
        rangAt,
        rangAt == null || rang == null ? null : rangAt.plus(rang),
        at(leg, "answeredAt"),
        at(leg, "endedAt"),
        millis(leg.getLong("talkMillis")),
        LegResult.valueOf(upper(leg.getString("result"))));
  }

  private static Transfer transfer(JsonObject moved) {
    return new Transfer(
        TransferType.valueOf(upper(moved.getString("type"))),
        null,
        moved.getString("from"),
        moved.getString("to"),
        at(moved, "at"),
        moved.getString("result"));
  }

  private static Stream<JsonObject> each(JsonArray items) {
    return IntStream.range(0, items.size()).mapToObj(items::getJsonObject);
  }

  private static @Nullable Instant at(JsonObject of, String name) {
    var at = of.getString(name);
    return at == null ? null : OffsetDateTime.parse(at).toInstant();
  }

  private static @Nullable Duration millis(@Nullable Long millis) {
    return millis == null ? null : Duration.ofMillis(millis);
  }

  private static String upper(String slug) {
    return slug.toUpperCase(Locale.ROOT);
  }
}
