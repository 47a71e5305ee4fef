package io.ringcard.card;

import static io.ringcard.store.Columns.findRef;
import static io.ringcard.store.Columns.id;
import static io.ringcard.store.Columns.label;
import static io.ringcard.store.Columns.utc;

import io.ringcard.card.TimelineFilter.Cursor;
import io.ringcard.kernel.Ref;
import io.ringcard.pipeline.Step;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened with a client, as kinds and ids in order of time; reads only. */
final class TimelineSql {

  /** One place of each table in its own order, so that a page reads a page of each and no more. */
  private static final String PAGE =
      """
      select kind, id, (extract(epoch from at) * 1000000)::bigint as micros
      from (
        (select 'call' as kind, id, started_at as at from call
         where client_id = $1 and merged_into is null and coalesce($2, 'call') = 'call'
           and started_at <= $3 and (started_at, 'call', id) < ($3, $4, $5)
         order by started_at desc, id desc limit $6)
        union all
        (select 'note', n.id, n.at from note n
         where n.client_id = $1 and n.removed_at is null and coalesce($2, 'note') = 'note'
           and n.at <= $3 and (n.at, 'note', n.id) < ($3, $4, $5)
           and ($2 is not null or not exists (
             select 1 from call_disposition d where d.call_id = n.call_id and btrim(d.note) = n.text))
         order by n.at desc, n.id desc limit $6)
        union all
        (select 'deal', s.id, s.at from deal_step s join deal d on d.id = s.deal_id
         where d.client_id = $1 and d.archived_at is null and coalesce($2, 'deal') = 'deal' and (s.at, 'deal', s.id) < ($3, $4, $5)
         order by s.at desc, s.id desc limit $6)
        union all
        (select 'plan', id, at from plan
         where client_id = $1 and status <> 'planned' and coalesce($2, 'plan') = 'plan'
           and at <= $3 and (at, 'plan', id) < ($3, $4, $5)
         order by at desc, id desc limit $6)
        union all
        (select 'merged', id, at from client_merge
         where client_id = $1 and $2 is null and at <= $3 and (at, 'merged', id) < ($3, $4, $5)
         order by at desc, id desc limit $6)
        union all
        (select 'created', id, created_at from client
         where id = $1 and $2 is null and (created_at, 'created', id) < ($3, $4, $5))) moment
      order by at desc, kind desc, id desc
      limit $6
      """;

  private static final Cursor NEWEST = new Cursor(253_000_000_000_000_000L, "z", Long.MAX_VALUE);

  /** A note that stands at its call is left out where the call itself is shown. */
  List<Cursor> page(Db db, TimelineFilter filter, int limit) {
    var after = filter.after() == null ? NEWEST : filter.after();
    return db.list(
        PAGE,
        row -> new Cursor(row.getLong("micros"), row.getString("kind"), row.getLong("id")),
        filter.clientId(),
        filter.kind(),
        utc(after.at()),
        after.kind(),
        after.id(),
        limit);
  }

  private static final String COUNTS =
      """
      select (select count(*) from call where client_id = $1 and merged_into is null) as calls,
        (select count(*) from note where client_id = $1 and removed_at is null) as notes,
        (select count(*) from deal_step s join deal d on d.id = s.deal_id where d.client_id = $1 and d.archived_at is null) as deals,
        (select count(*) from plan where client_id = $1) as plans
      """;

  /** How many there are of each kind. */
  Map<String, Long> counts(Db db, long clientId) {
    return db.get(
        COUNTS,
        row ->
            Map.of(
                "call", row.getLong("calls"),
                "note", row.getLong("notes"),
                "deal", row.getLong("deals"),
                "plan", row.getLong("plans")),
        clientId);
  }

  private static final String STEPS =
      """
      select s.id, s.deal_id, d.title as deal_name, s.user_id, u.name as user_name,
        t.id as to_id, t.label as to_label, t.color as to_color, t.kind as to_kind,
        f.id as from_id, f.label as from_label, f.color as from_color, f.kind as from_kind
      from deal_step s
      join deal d on d.id = s.deal_id
      join step t on t.id = s.step_id
      left join app_user u on u.id = s.user_id
      left join lateral (
        select step_id from deal_step b where b.deal_id = s.deal_id and (b.at, b.id) < (s.at, s.id)
        order by b.at desc, b.id desc limit 1) before on true
      left join step f on f.id = before.step_id
      where s.id = any($1)
      """;

  Map<Long, TimelineStep> steps(Db db, List<Long> ids) {
    return db
        .list(
            STEPS,
            row -> Map.entry(row.getLong("id"), step(row)),
            (Object) ids.toArray(Long[]::new))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static TimelineStep step(Row row) {
    var from = row.getLong("from_id") == null ? null : step(row, "from");
    return new TimelineStep(
        new Ref(id(row, "deal_id"), row.getString("deal_name")),
        from,
        step(row, "to"),
        findRef(row, "user"));
  }

  private static Step step(Row row, String prefix) {
    return new Step(
        id(row, prefix + "_id"),
        label(row.getJsonObject(prefix + "_label")),
        row.getInteger(prefix + "_color"),
        row.getString(prefix + "_kind"));
  }

  private static final String CREATOR =
      """
      select c.created_by as creator_id, u.name as creator_name
      from client c left join app_user u on u.id = c.created_by
      where c.id = $1
      """;

  @Nullable Ref creator(Db db, long clientId) {
    return db.find(CREATOR, row -> java.util.Optional.ofNullable(findRef(row, "creator")), clientId)
        .flatMap(found -> found)
        .orElse(null);
  }
}
