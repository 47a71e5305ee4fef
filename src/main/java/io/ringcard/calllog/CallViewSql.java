package io.ringcard.calllog;

import static io.ringcard.calllog.CallLogSql.instant;

import io.ringcard.calllog.CallFilter.Cursor;
import io.ringcard.client.ClientRef;
import io.ringcard.kernel.Label;
import io.ringcard.kernel.Ref;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Statements that read the log as people see it. */
final class CallViewSql {

  /** A page: its rows and where the next one begins. */
  record Page(List<CallView> items, @Nullable Cursor next) {}

  private record Line(CallView view, Cursor cursor) {}

  /**
   * The recordings stand in a subquery of their own: as a join, those of all calls would be
   * gathered first.
   */
  private static final String VIEW =
      """
      select c.*, (extract(epoch from c.started_at) * 1000000)::bigint as started_micros, p.name as pbx_name,
        case when c.state = 'closed' and (%s) then case when p.records_since is null then 'stays'
          when coalesce(p.records_read_at < coalesce(c.ended_at, c.started_at) + interval '1 hour', true) then 'waits' else 'untold' end end as gap_kind,
        cl.name as client_name, cl.company as client_company, pl.id as placer_id, pl.name as placer_name, ops.items as operators,
        coalesce((select r.items from call_recordings r where r.call_id = c.id), '[]'::jsonb) as recording_items, d.item as disposition
      from call c
      join pbx p on p.id = c.pbx_id
      left join client cl on cl.id = c.client_id
      left join lateral (
        select u.id, u.name from call_placer l join app_user u on u.id = l.user_id where c.direction = 'internal' and l.call_id = c.id limit 1) pl on true
      cross join lateral (
        select coalesce(jsonb_agg(jsonb_build_object('id', o.user_id::text, 'name', u.name, 'extension', o.extension,
          'ringSeconds', o.ring_ms / 1000.0, 'talkSeconds', o.talk_ms / 1000.0, 'result', o.result)
          order by o.position), '[]'::jsonb) as items
        from call_operator o left join app_user u on u.id = o.user_id
        where o.call_id = c.id) ops
      left join lateral (
        select jsonb_build_object('note', o.note, 'at', o.at, 'byId', o.user_id::text, 'byName', u.name,
          'dealId', o.deal_id::text, 'dealTitle', de.title, 'id', k.id::text, 'label', k.label,
          'color', k.color, 'version', o.version) as item
        from call_outcome o
        join outcome k on k.id = o.outcome_id
        join app_user u on u.id = o.user_id
        left join deal de on de.id = o.deal_id
        where o.call_id = c.id order by o.at desc limit 1) d on true
      """
          .formatted(CallWhere.GAP);

  private static final String ONE = VIEW + "where c.id = $1 and c.merged_into is null";

  /** A call that has not gone into another one. */
  Optional<CallView> one(Db db, long id) {
    return db.find(ONE, CallViewSql::view, id);
  }

  private static final String BY_ID =
      VIEW + "where c.id = any($1) order by c.started_at desc, c.id desc";

  List<CallView> byIds(Db db, List<Long> ids) {
    return db.list(BY_ID, CallViewSql::view, (Object) ids.toArray(Long[]::new));
  }

  private static final String LAST_TALK =
      VIEW
          + """
          where c.client_id = $1 and c.id <> $2 and c.merged_into is null and c.talk_ms > 0 and c.direction <> 'internal'
          order by c.started_at desc limit 1
          """;

  /** The client's latest talk other than this call. */
  Optional<CallView> lastTalk(Db db, long clientId, long exceptId) {
    return db.find(LAST_TALK, CallViewSql::view, clientId, exceptId);
  }

  private static final String SURVIVORS =
      """
      with recursive way as (
        select id, merged_into from call where id = any($1)
        union
        select c.id, c.merged_into from call c join way w on c.id = w.merged_into)
      select id from way where merged_into is null
      """;

  private static final String ALIVE = VIEW + "where c.id = any (array(" + SURVIVORS + "))";

  /** The calls as which these live on after some were merged, each once, in no order. */
  List<CallView> alive(Db db, List<Long> ids) {
    return db.list(ALIVE, CallViewSql::view, (Object) ids.toArray(Long[]::new));
  }

  Page page(Db db, CallFilter filter) {
    var where = CallWhere.of(filter).after(filter.after());
    var ids =
        "select c.id from %s\norder by %s limit %s"
            .formatted(where.from(), where.order(), where.value(filter.limit() + 1));
    var lines =
        db.list(
            VIEW + "where c.id = any (array(" + ids + ")) order by c.started_at desc, c.id desc",
            row ->
                new Line(view(row), new Cursor(row.getLong("started_micros"), row.getLong("id"))),
            where.values());
    var more = lines.size() > filter.limit();
    var shown = more ? lines.subList(0, filter.limit()) : lines;
    return new Page(
        shown.stream().map(Line::view).toList(), more ? shown.getLast().cursor() : null);
  }

  private static CallView view(Row row) {
    var disposition = row.getJsonObject("disposition");
    var client = row.getLong("client_id");
    var placer = row.getLong("placer_id");
    return new CallView(
        row.getLong("id").toString(),
        row.getString("state"),
        row.getString("pbx_name"),
        row.getString("linkedid"),
        row.getString("direction"),
        row.getString("result"),
        row.getInteger("cause"),
        row.getString("ended_by"),
        row.getString("number"),
        row.getString("name"),
        client == null
            ? null
            : new ClientRef(
                client.toString(), row.getString("client_name"), row.getString("client_company")),
        disposition == null ? null : ref(disposition, "dealId", "dealTitle"),
        row.getString("placed_by"),
        placer == null ? null : Ref.of(placer, row.getString("placer_name")),
        row.getString("dialled"),
        row.getString("did"),
        List.of(row.getArrayOfStrings("queues")),
        row.getOffsetDateTime("started_at").toInstant(),
        instant(row, "answered_at"),
        instant(row, "ended_at"),
        seconds(row, "ring_ms"),
        seconds(row, "wait_ms"),
        seconds(row, "talk_ms"),
        seconds(row, "hold_ms"),
        each(row.getJsonArray("operators"), CallViewSql::operator),
        each(row.getJsonArray("transfers"), CallViewSql::transfer),
        each(row.getJsonArray("recording_items"), CallViewSql::recording),
        disposition == null ? null : outcome(disposition),
        row.getString("certainty"),
        row.getString("recovered_from"),
        row.getString("gap_kind"),
        row.getInteger("version"));
  }

  private static CallView.Operator operator(JsonObject item) {
    return new CallView.Operator(
        item.getString("id"),
        item.getString("name"),
        item.getString("extension"),
        item.getDouble("ringSeconds"),
        item.getDouble("talkSeconds"),
        item.getString("result"));
  }

  private static CallView.Transfer transfer(JsonObject item) {
    var at = item.getString("at");
    return new CallView.Transfer(
        item.getString("type"),
        item.getString("from"),
        item.getString("to"),
        at == null ? null : Instant.parse(at),
        item.getString("result"));
  }

  private static CallView.Recording recording(JsonObject item) {
    return new CallView.Recording(
        item.getString("id"),
        item.getString("state"),
        item.getString("reason"),
        item.getDouble("seconds"));
  }

  private static CallView.Outcome outcome(JsonObject item) {
    var label = item.getJsonObject("label");
    return new CallView.Outcome(
        new CallView.OutcomeKind(
            item.getString("id"),
            new Label(label.getString("ru"), label.getString("en")),
            item.getInteger("color")),
        item.getString("note"),
        ref(item, "dealId", "dealTitle"),
        new Ref(item.getString("byId"), item.getString("byName")),
        OffsetDateTime.parse(item.getString("at")).toInstant(),
        item.getInteger("version"));
  }

  private static @Nullable Ref ref(JsonObject item, String id, String name) {
    var value = item.getString(id);
    return value == null ? null : new Ref(value, item.getString(name));
  }

  private static <T> List<T> each(JsonArray items, Function<JsonObject, T> read) {
    return Stream.iterate(0, i -> i < items.size(), i -> i + 1)
        .map(i -> read.apply(items.getJsonObject(i)))
        .toList();
  }

  private static @Nullable Double seconds(Row row, String column) {
    var millis = row.getLong(column);
    return millis == null ? null : millis / 1000.0;
  }
}
