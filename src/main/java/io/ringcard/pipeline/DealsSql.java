package io.ringcard.pipeline;

import static io.ringcard.store.Columns.findInstant;
import static io.ringcard.store.Columns.findRef;
import static io.ringcard.store.Columns.id;
import static io.ringcard.store.Columns.instant;
import static io.ringcard.store.Columns.label;

import io.ringcard.client.ClientRef;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements that read and write deals as people see them. */
final class DealsSql {

  private static final String VIEW =
      """
      select d.id, d.title, d.client_id, c.name as client_name, c.company as client_company, s.pipeline_id,
        d.step_id, s.label as step_label, s.color as step_color, s.kind as step_kind, d.step_since,
        d.owner_id, u.name as owner_name, d.amount::text as amount, d.currency, d.refusals,
        (select t.answered_at from client_talk t where t.client_id = c.id order by t.started_at desc limit 1) as last_talk_at,
        d.created_at, d.closed_at, d.version
      from deal d
      join client c on c.id = d.client_id
      join step s on s.id = d.step_id
      left join app_user u on u.id = d.owner_id
      """;

  private static final String BY_ID = VIEW + "where d.id = $1";

  Optional<Deal> find(Db db, long id) {
    return db.find(BY_ID, DealsSql::deal, id);
  }

  private static final String PAGE =
      VIEW
          + """
          where ($1::bigint is null or s.pipeline_id = $1)
            and ($2::bigint is null or d.step_id = $2)
            and ($3::bigint is null or d.owner_id = $3)
            and ($4::bigint is null or d.client_id = $4)
            and ($5::boolean is null or $5 = (d.closed_at is null))
            and ($6::bigint is null or d.id < $6)
          order by d.id desc
          limit $7
          """;

  /** Newest first. */
  List<Deal> page(Db db, DealFilter filter, int limit) {
    return db.list(
        PAGE,
        DealsSql::deal,
        filter.pipeline(),
        filter.step(),
        filter.owner(),
        filter.client(),
        filter.open(),
        filter.after(),
        limit);
  }

  private static final String INSERT =
      """
      insert into deal (title, client_id, step_id, owner_id, amount, currency, closed_at)
      select $1, $2, s.id, $4, $5::text::numeric, $6, case when s.kind = 'open' then null else now() end
      from step s where s.id = $3
      returning id
      """;

  long insert(
      Db db,
      String title,
      long clientId,
      long stepId,
      long ownerId,
      @Nullable String amount,
      String currency) {
    return db.get(
        INSERT, row -> row.getLong("id"), title, clientId, stepId, ownerId, amount, currency);
  }

  private static final String UPDATE =
      """
      update deal set title = $2, owner_id = $3, amount = $4::text::numeric, version = version + 1
      where id = $1
      """;

  void update(Db db, long id, String title, @Nullable Long ownerId, @Nullable String amount) {
    db.run(UPDATE, id, title, ownerId, amount);
  }

  private static final String IS_CLIENT = "select 1 from client where id = $1";

  boolean isClient(Db db, long id) {
    return db.find(IS_CLIENT, row -> true, id).isPresent();
  }

  private static final String IS_USER = "select 1 from app_user where id = $1";

  boolean isUser(Db db, long id) {
    return db.find(IS_USER, row -> true, id).isPresent();
  }

  private static Deal deal(Row row) {
    return new Deal(
        id(row, "id"),
        row.getString("title"),
        new ClientRef(
            id(row, "client_id"), row.getString("client_name"), row.getString("client_company")),
        id(row, "pipeline_id"),
        new Step(
            id(row, "step_id"),
            label(row.getJsonObject("step_label")),
            row.getInteger("step_color"),
            row.getString("step_kind")),
        instant(row, "step_since"),
        findRef(row, "owner"),
        row.getString("amount"),
        row.getString("currency"),
        row.getInteger("refusals"),
        null,
        findInstant(row, "last_talk_at"),
        instant(row, "created_at"),
        findInstant(row, "closed_at"),
        row.getInteger("version"));
  }
}
