package io.ringcard.pipeline;

import static io.ringcard.store.Columns.findInstant;
import static io.ringcard.store.Columns.findRef;
import static io.ringcard.store.Columns.id;
import static io.ringcard.store.Columns.instant;

import io.ringcard.book.ChoicesSql;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.List;

/** Statements that read the history of steps. */
final class StaysSql {

  private static final String VIEW =
      """
      select h.deal_id, h.step_id, s.label as step_label, s.color as step_color, s.kind as step_kind, h.at,
        lead(h.at) over (partition by h.deal_id order by h.at, h.id) as until,
        h.user_id as by_id, u.name as by_name, h.call_id,
        case when d.closed_at is not null and h.id = first_value(h.id) over (partition by h.deal_id order by h.at desc, h.id desc)
          then d.reason_id end as reason_id, r.label as reason_label
      from deal_step h
      join step s on s.id = h.step_id
      join deal d on d.id = h.deal_id
      left join book_entry r on r.id = d.reason_id
      left join app_user u on u.id = h.user_id
      """;

  private static final String OF_DEAL = VIEW + "where h.deal_id = $1 order by h.at desc, h.id desc";

  /** Newest first. */
  List<Stay> ofDeal(Db db, long dealId) {
    return db.list(OF_DEAL, StaysSql::stay, dealId);
  }

  private static Stay stay(Row row) {
    var call = row.getLong("call_id");
    return new Stay(
        id(row, "deal_id"),
        DealsSql.step(row),
        instant(row, "at"),
        findInstant(row, "until"),
        findRef(row, "by"),
        call == null ? null : call.toString(),
        ChoicesSql.find(row, "reason"));
  }
}
