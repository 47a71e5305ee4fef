package io.ringcard.calllog;

import io.ringcard.call.Call;
import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.Result;
import io.ringcard.calllog.Settlement.Difference;
import io.ringcard.calllog.Settlement.Standing;
import io.ringcard.store.Columns;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements that keep what the exchange's own records tell, beside the log. */
final class RecordedCallSql {

  /**
   * A call of the records as it was compared.
   *
   * @param isPart of another one: details tell of a consultation as if it was a call
   * @param differences from its row; none when nobody else heard it
   */
  private record Compared(Call recorded, boolean isPart, List<Difference> differences) {

    /** With the row that stands, when that is whole and the records know as much. */
    static Compared of(Witness by, Call recorded, @Nullable Standing row) {
      return new Compared(
          recorded,
          row != null && row.merged(),
          by == Witness.EVENTS && row != null && (row.whole() || row.disputed())
              ? Settlement.differences(recorded, row)
              : List.of());
    }
  }

  private static final String KEEP =
      """
      insert into recorded_call (pbx_id, linkedid, call_id, started_at, talk_ms, differs)
      select $1, r.linkedid, c.id, c.started_at, r.talk_ms, r.differs
      from json_to_recordset($2::text::json) as r(linkedid text, talk_ms bigint, differs jsonb)
      cross join lateral (
        (with recursive way as (
          select id, merged_into, started_at from call where pbx_id = $1 and linkedid = r.linkedid and generation = 0
          union all
          select n.id, n.merged_into, n.started_at from way w join call n on n.id = w.merged_into)
        select id, started_at from way where merged_into is null)
        union all
        select id, started_at from call
        where pbx_id = $1 and merged_into is null and other_linkedids <> '{}' and other_linkedids && array[r.linkedid]
        limit 1) c
      on conflict (pbx_id, linkedid) do update set call_id = excluded.call_id, started_at = excluded.started_at,
        talk_ms = excluded.talk_ms, differs = excluded.differs
      """;

  private static final String FORGET =
      "delete from recorded_call where pbx_id = $1 and linkedid = any($2)";

  /** Each call of the records with the row that tells of it, and with what differs. */
  void keep(Db db, long pbxId, Witness by, List<Call> settled, Map<String, Standing> standing) {
    keep(
        db,
        pbxId,
        settled.stream()
            .map(call -> Compared.of(by, call, standing.get(call.linkedid())))
            .filter(one -> by == Witness.EVENTS || !one.isPart())
            .toList());
  }

  /** What a call has taken in is no call. */
  private void keep(Db db, long pbxId, List<Compared> calls) {
    if (calls.isEmpty()) {
      return;
    }
    var json = new JsonArray(calls.stream().map(RecordedCallSql::json).toList());
    db.run(KEEP, pbxId, json.encode());
    var parts =
        calls.stream()
            .flatMap(call -> call.recorded().otherLinkedids().stream())
            .toArray(String[]::new);
    if (parts.length > 0) {
      db.run(FORGET, pbxId, parts);
    }
  }

  private static JsonObject json(Compared compared) {
    var talk = compared.recorded().talkTime();
    var differs = new JsonArray();
    for (var one : compared.differences()) {
      differs.add(
          new JsonObject()
              .put("what", one.what())
              .put("ours", value(one.ours()))
              .put("recorded", value(one.recorded())));
    }
    return new JsonObject()
        .put("linkedid", compared.recorded().linkedid())
        .put("talk_ms", talk == null ? null : talk.toMillis())
        .put("differs", differs.isEmpty() ? null : differs);
  }

  private static @Nullable Object value(Object told) {
    return switch (told) {
      case Duration time -> time.toMillis() / 1000.0;
      case Direction direction -> CallLogSql.slug(direction);
      case Result result -> CallLogSql.slug(result);
      default -> CallLogSql.clean(told.toString());
    };
  }

  private static final String DIFFERS =
      """
      select jsonb_agg(d) as differs
      from recorded_call r cross join jsonb_array_elements(r.differs) d
      where r.call_id = $1
      """;

  /** What the records tell differently of this row. */
  List<CallDifference> differences(Db db, long callId) {
    return db.get(DIFFERS, row -> Optional.ofNullable(row.getJsonArray("differs")), callId).stream()
        .flatMap(JsonArray::stream)
        .map(JsonObject.class::cast)
        .map(one ->
            new CallDifference(
                one.getString("what"), one.getValue("ours"), one.getValue("recorded")))
        .toList();
  }

  private static final String READ =
      """
      update pbx set records_since = coalesce(records_since, $2), records_read_at = $2, records_kind = $3 where id = $1
      """;

  private static final String LOST = "insert into record_loss (pbx_id, at) values ($1, $2)";

  /**
   * The exchange's records have been read to their end.
   *
   * @param lost rows may have been lost with their file
   */
  void read(Db db, long pbxId, Witness by, Instant at, boolean lost) {
    db.run(READ, pbxId, Columns.utc(at), by.slug());
    if (lost) {
      db.run(LOST, pbxId, Columns.utc(at));
    }
  }

  private static final String NONE =
      "update pbx set records_since = null, records_read_at = null, records_kind = null where id = $1";

  void none(Db db, long pbxId) {
    db.run(NONE, pbxId);
  }
}
