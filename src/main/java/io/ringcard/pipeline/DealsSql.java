package io.ringcard.pipeline;

import static io.ringcard.store.Columns.findInstant;
import static io.ringcard.store.Columns.findRef;
import static io.ringcard.store.Columns.id;
import static io.ringcard.store.Columns.instant;
import static io.ringcard.store.Columns.label;

import io.ringcard.book.ChoicesSql;
import io.ringcard.client.ClientRef;
import io.ringcard.pipeline.DealOrder.Sort;
import io.ringcard.store.Columns;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Statements that read deals as people see them. */
final class DealsSql {

  private static final String COLUMNS =
      """
      select d.id, d.title, d.client_id, c.name as client_name, c.company as client_company, s.pipeline_id,
        d.step_id, s.label as step_label, s.color as step_color, s.kind as step_kind, d.step_since,
        d.owner_id, u.name as owner_name, d.amount::text as amount, d.currency, d.source_id, o.label as source_label,
        case when d.closed_at is not null then d.reason_id end as reason_id, r.label as reason_label, d.expected_on,
        d.description, d.refusals, (TALK) as last_talk_at, d.created_at, d.closed_at, d.archived_at,
        d.changed_by as writer_id, w.name as writer_name, d.version
      """
          .replace("TALK", DealOrder.Talk.LAST);

  private static final String FROM =
      """
      from deal d
      join client c on c.id = d.client_id
      join step s on s.id = d.step_id
      left join app_user u on u.id = d.owner_id
      left join app_user w on w.id = d.changed_by
      left join book_entry o on o.id = d.source_id
      left join book_entry r on r.id = d.reason_id
      """;

  static final String WHERE =
      """
      where d.archived_at is null
        and ($1::bigint is null or s.pipeline_id = $1)
        and ($2::bigint is null or d.step_id = $2)
        and ($3::bigint is null or d.owner_id = $3)
        and ($4::bigint is null or d.client_id = (select coalesce(merged_into, id) from client where id = $4))
        and ($5::boolean is null or $5 = (d.closed_at is null))
        and ($6::bigint is null or d.source_id = $6)
        and ($7::text is null or d.title ilike $7 or c.name ilike $7 or c.company ilike $7)
      """;

  private static final String BY_IDS = COLUMNS + FROM + "where d.id = any($1)";

  /** In the order of the ids; an unknown one is left out. */
  List<Deal> byIds(Db db, List<Long> ids) {
    var found =
        db.list(BY_IDS, DealsSql::deal, (Object) ids.toArray(Long[]::new)).stream()
            .collect(Collectors.toMap(Deal::id, Function.identity()));
    return ids.stream()
        .map(id -> Optional.ofNullable(found.get(id.toString())))
        .flatMap(Optional::stream)
        .toList();
  }

  private static final String PAGE =
      """
        and ($8::bigint is null or (KEYS) SIGN (select KEYS FROM_DEAL where d.id = $8))
      order by ORDER_BY
      limit $9
      """;

  /**
   * Ids of a page in that order.
   *
   * @param after id of the last deal of the page before; its place is where it stands now
   */
  List<Long> page(Db db, DealFilter filter, Sort sort, @Nullable Long after, int limit) {
    var page =
        PAGE.replace("KEYS", sort.keys())
            .replace("SIGN", sort.sign())
            .replace("FROM_DEAL", sort.from())
            .replace("ORDER_BY", sort.orderBy());
    return db.list(
        "select d.id " + sort.from() + WHERE + page,
        row -> row.getLong("id"),
        values(filter, after, limit));
  }

  /** What {@link #WHERE} asks for, and more values behind it. */
  static @Nullable Object[] values(DealFilter filter, @Nullable Object... more) {
    var text = filter.text();
    var values =
        Arrays.asList(
            filter.pipeline(),
            filter.step(),
            filter.owner(),
            filter.client(),
            filter.open(),
            filter.source(),
            text == null ? null : "%" + Columns.literal(text) + "%");
    var all = Arrays.copyOf(values.toArray(), values.size() + more.length);
    System.arraycopy(more, 0, all, values.size(), more.length);
    return all;
  }

  private static Deal deal(Row row) {
    return new Deal(
        id(row, "id"),
        row.getString("title"),
        new ClientRef(
            id(row, "client_id"), row.getString("client_name"), row.getString("client_company")),
        id(row, "pipeline_id"),
        step(row),
        instant(row, "step_since"),
        findRef(row, "owner"),
        row.getString("amount"),
        row.getString("currency"),
        ChoicesSql.find(row, "source"),
        ChoicesSql.find(row, "reason"),
        row.getLocalDate("expected_on"),
        row.getString("description"),
        row.getInteger("refusals"),
        null,
        findInstant(row, "last_talk_at"),
        instant(row, "created_at"),
        findInstant(row, "closed_at"),
        findInstant(row, "archived_at"),
        findRef(row, "writer"),
        null,
        row.getInteger("version"));
  }

  /** The step of a row that has the columns of one. */
  static Step step(Row row) {
    return new Step(
        id(row, "step_id"),
        label(row.getJsonObject("step_label")),
        row.getInteger("step_color"),
        row.getString("step_kind"));
  }
}
