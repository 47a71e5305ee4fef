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

  private static final String OF_DEAL =
      """
      select h.deal_id, h.step_id, s.label as step_label, s.color as step_color, s.kind as step_kind, h.at, h.until,
        h.user_id as by_id, u.name as by_name, h.call_id, h.told_id as reason_id, r.label as reason_label
      from (
        select l.*, lead(l.at) over later as until,
          case when d.closed_at is not null and lead(l.id) over later is null then d.reason_id else l.reason_id end as told_id
        from deal_step l join deal d on d.id = l.deal_id
        where l.deal_id = $1
        window later as (order by l.at, l.id)) h
      join step s on s.id = h.step_id
      left join book_entry r on r.id = h.told_id
      left join app_user u on u.id = h.user_id
      order by h.at desc, h.id desc
      """;

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
