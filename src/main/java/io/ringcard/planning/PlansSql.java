package io.ringcard.planning;

import static io.ringcard.store.Columns.findInstant;
import static io.ringcard.store.Columns.findRef;
import static io.ringcard.store.Columns.id;
import static io.ringcard.store.Columns.instant;
import static io.ringcard.store.Columns.label;
import static io.ringcard.store.Columns.utc;

import io.ringcard.client.ClientRef;
import io.ringcard.pipeline.Step;
import io.ringcard.planning.PlanFilter.Cursor;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Statements over the contact plan. */
final class PlansSql {

  /** A plan and where it stands in a list. */
  record Line(Plan plan, Cursor cursor) {}

  private static final String VIEW =
      """
      select p.id, p.client_id, c.name as client_name, c.company as client_company, p.deal_id, d.title as deal_name,
        p.assignee_id, a.name as assignee_name, p.at, (extract(epoch from p.at) * 1000000)::bigint as at_micros,
        p.topic, p.kind, p.status, p.version, p.changed_by as writer_id, w.name as writer_name,
        (select e.call_id::text from call_effect e
          where e.kind = 'plan-held' and e.target = p.id::text and e.undone_at is null limit 1) as held_by,
        (select f.number from client_phone f where f.client_id = c.id order by f.position limit 1) as number,
        d.step_id, s.label as step_label, s.color as step_color, s.kind as step_kind,
        (select t.answered_at from client_talk t where t.client_id = c.id order by t.started_at desc limit 1) as last_talk_at,
        (select (e.before ->> 'attempt')::integer from call_effect e
          where e.kind = 'replanned' and e.target = p.id::text and e.undone_at is null
          order by e.id desc limit 1) as attempt
      from plan p
      join client c on c.id = p.client_id
      join app_user a on a.id = p.assignee_id
      left join app_user w on w.id = p.changed_by
      left join deal d on d.id = p.deal_id
      left join step s on s.id = d.step_id
      """;

  private static final String BY_IDS = VIEW + "where p.id = any($1) order by p.at, p.id";

  List<Plan> byIds(Db db, List<Long> ids) {
    return db.list(BY_IDS, PlansSql::plan, (Object) ids.toArray(Long[]::new));
  }

  private static final String LOCK = "select version from plan where id = $1 for update";

  /** The version that stands there now. */
  Optional<Integer> lock(Db db, long id) {
    return db.find(LOCK, row -> row.getInteger("version"), id);
  }

  private static final String PAGE =
      VIEW
          + """
          where ($1::timestamptz is null or p.at >= $1)
            and ($2::timestamptz is null or p.at < $2)
            and ($3::bigint[] is null or p.assignee_id = any($3))
            and ($4::bigint is null or p.client_id = (select coalesce(merged_into, id) from client where id = $4))
            and ($5::text is null or p.status = $5)
            and ($6::text is null or p.kind = $6)
            and ($7::text is null or strpos(lower(concat_ws(' ', p.topic, c.name, c.company)), lower($7)) > 0)
            and ($8::bigint is null or (p.at, p.id) > (to_timestamp(0) + $8 * interval '1 microsecond', $9::bigint))
          order by p.at, p.id
          limit $10
          """;

  List<Line> page(Db db, PlanFilter filter, int limit) {
    var after = filter.after();
    return db.list(
        PAGE,
        row -> new Line(plan(row), new Cursor(row.getLong("at_micros"), row.getLong("id"))),
        utc(filter.from()),
        utc(filter.to()),
        filter.assignees() == null ? null : filter.assignees().toArray(Long[]::new),
        filter.client(),
        filter.status(),
        filter.kind(),
        filter.text(),
        after == null ? null : after.atMicros(),
        after == null ? null : after.id(),
        limit);
  }

  private static final String OF_CLIENT =
      VIEW + "where p.client_id = $1 order by p.at desc, p.id desc";

  List<Plan> ofClient(Db db, long clientId) {
    return db.list(OF_CLIENT, PlansSql::plan, clientId);
  }

  private static final String AHEAD_OF_CLIENT =
      VIEW + "where p.client_id = $1 and p.status = 'planned' order by p.at, p.id";

  List<Plan> aheadOfClient(Db db, long clientId) {
    return db.list(AHEAD_OF_CLIENT, PlansSql::plan, clientId);
  }

  private static final String NEXT_OF_CLIENT =
      VIEW + "where p.client_id = $1 and p.status = 'planned' order by p.at, p.id limit 1";

  Optional<Plan> nextOfClient(Db db, long clientId) {
    return db.find(NEXT_OF_CLIENT, PlansSql::plan, clientId);
  }

  private static final String NEXT_OF_DEALS =
      """
      select distinct on (d.id) d.id as deal_id, p.id as plan_id
      from deal d
      join plan p on p.client_id = d.client_id and (p.deal_id = d.id or p.deal_id is null)
      where d.id = any($1) and p.status = 'planned'
      order by d.id, p.at, p.id
      """;

  /** Ids of deals to ids of plans; a plan of no deal counts for all deals of its client. */
  Map<Long, Long> nextOfDeals(Db db, List<Long> dealIds) {
    return db
        .list(
            NEXT_OF_DEALS,
            row -> Map.entry(row.getLong("deal_id"), row.getLong("plan_id")),
            (Object) dealIds.toArray(Long[]::new))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static final String INSERT =
      """
      insert into plan (client_id, deal_id, assignee_id, at, topic, kind, call_id, created_by)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      returning id
      """;

  long insert(Db db, NewContact contact) {
    return db.get(
        INSERT,
        row -> row.getLong("id"),
        contact.clientId(),
        contact.dealId(),
        contact.assigneeId(),
        utc(contact.at()),
        contact.topic(),
        contact.kind(),
        contact.callId(),
        contact.createdBy());
  }

  private static final String UPDATE =
      """
      update plan set at = $2, topic = $3, kind = $4, status = $5, assignee_id = $6, deal_id = $7,
        changed_by = $8, changed_at = now(), version = version + 1
      where id = $1
      """;

  void update(Db db, long id, PlanValues values, long byUserId) {
    db.run(
        UPDATE,
        id,
        utc(values.at()),
        values.topic(),
        values.kind(),
        values.status(),
        values.assigneeId(),
        values.dealId(),
        byUserId);
  }

  private static final String DELETE_UNTOUCHED =
      "delete from plan where id = $1 and status = 'planned' and version = 0";

  boolean deleteUntouched(Db db, long id) {
    return db.run(DELETE_UNTOUCHED, id) > 0;
  }

  private static final String WITH_PLANNED_CALL =
      """
      select distinct p.client_id from plan p
      where p.client_id = any($1) and p.kind = 'call'
        and (p.status = 'planned' or p.status = 'held' and exists (
          select 1 from call_effect e
          where e.kind = 'plan-closed' and e.target = p.id::text and e.undone_at is null))
      """;

  /** Those of the clients with whom a call is planned, or was held by an outcome alone. */
  Set<Long> withPlannedCall(Db db, Set<Long> clients) {
    return new HashSet<>(
        db.list(
            WITH_PLANNED_CALL,
            row -> row.getLong("client_id"),
            (Object) clients.toArray(Long[]::new)));
  }

  private static final String DUE_CALL =
      """
      select id from plan
      where client_id = $1 and kind = 'call' and status = 'planned' and at < $2 and created_at <= $3
        and call_id is distinct from $4
      order by at, id limit 1
      for update
      """;

  /** The earliest planned call due before that end which had been planned when the talk began. */
  Optional<Long> dueCall(Db db, long clientId, Instant end, Instant talkedAt, long callId) {
    return db.find(DUE_CALL, row -> row.getLong("id"), clientId, utc(end), utc(talkedAt), callId);
  }

  private static final String CLIENT_OF_DEAL = "select client_id from deal where id = $1";

  Optional<Long> clientOfDeal(Db db, long dealId) {
    return db.find(CLIENT_OF_DEAL, row -> row.getLong("client_id"), dealId);
  }

  private static final String IS_CLIENT = "select 1 from client where id = $1";

  boolean isClient(Db db, long id) {
    return db.find(IS_CLIENT, row -> true, id).isPresent();
  }

  private static final String IS_USER = "select 1 from app_user where id = $1 and active";

  boolean isUser(Db db, long id) {
    return db.find(IS_USER, row -> true, id).isPresent();
  }

  private static Plan plan(Row row) {
    return new Plan(
        id(row, "id"),
        new ClientRef(
            id(row, "client_id"), row.getString("client_name"), row.getString("client_company")),
        findRef(row, "deal"),
        Objects.requireNonNull(findRef(row, "assignee")),
        instant(row, "at"),
        row.getString("topic"),
        row.getString("kind"),
        row.getString("status"),
        row.getString("number"),
        step(row),
        findInstant(row, "last_talk_at"),
        row.getInteger("attempt"),
        row.getString("held_by"),
        findRef(row, "writer"),
        row.getInteger("version"),
        null);
  }

  private static @Nullable Step step(Row row) {
    return row.getLong("step_id") == null
        ? null
        : new Step(
            id(row, "step_id"),
            label(row.getJsonObject("step_label")),
            row.getInteger("step_color"),
            row.getString("step_kind"));
  }
}
