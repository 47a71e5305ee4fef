package io.ringcard.pipeline;

import io.ringcard.store.Db;
import java.util.List;

/** Statements over all deals of a pipeline at once. */
final class BoardSql {

  private static final DealOrder.Sort ORDER = new DealOrder.Sort(DealOrder.NEXT, false);

  private static final String FIRST =
      "select id from (select d.id, row_number() over (partition by d.step_id order by "
          + ORDER.orderBy()
          + ") as place "
          + ORDER.from()
          + DealsSql.WHERE
          + "and s.kind = 'open') placed where place <= $8 order by place";

  /** Ids of the first deals of each open step, in the order of contacts. */
  List<Long> first(Db db, DealFilter filter, int ofEach) {
    return db.list(FIRST, row -> row.getLong("id"), DealsSql.values(filter, ofEach));
  }

  /** The deals of one step in one currency. */
  record Total(String step, String currency, int count, String amount) {}

  private static final String TOTALS =
      """
      select d.step_id, d.currency, count(*)::int as count, coalesce(sum(d.amount), 0)::numeric(20, 2)::text as amount
      from deal d
      join client c on c.id = d.client_id
      join step s on s.id = d.step_id
      """
          + DealsSql.WHERE
          + "group by d.step_id, d.currency order by sum(d.amount) desc nulls last, d.currency";

  List<Total> totals(Db db, DealFilter filter) {
    return db.list(
        TOTALS,
        row ->
            new Total(
                row.getLong("step_id").toString(),
                row.getString("currency"),
                row.getInteger("count"),
                row.getString("amount")),
        DealsSql.values(filter));
  }
}
