package io.ringcard.pipeline;

import io.ringcard.store.Db;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Statements that write what people say about a deal. */
final class DealWritesSql {

  /** What people may write, checked and whole. */
  record Values(
      String title,
      @Nullable Long ownerId,
      @Nullable String amount,
      String currency,
      @Nullable Long sourceId,
      @Nullable Long reasonId,
      @Nullable LocalDate expectedOn,
      @Nullable String description,
      boolean archived) {}

  private static final String INSERT =
      """
      insert into deal (title, client_id, step_id, owner_id, amount, currency, source_id, expected_on, description,
        changed_by, closed_at)
      select $1, $2, s.id, $4, $5::text::numeric, $6, $7, $8, $9, $10, case when s.kind = 'open' then null else now() end
      from step s where s.id = $3
      returning id
      """;

  long insert(Db db, long clientId, long stepId, Values deal, long by) {
    return db.get(
        INSERT,
        row -> row.getLong("id"),
        deal.title(),
        clientId,
        stepId,
        deal.ownerId(),
        deal.amount(),
        deal.currency(),
        deal.sourceId(),
        deal.expectedOn(),
        deal.description(),
        by);
  }

  private static final String UPDATE =
      """
      update deal set title = $2, owner_id = $3, amount = $4::text::numeric, currency = $5, source_id = $6, reason_id = $7,
        expected_on = $8, description = $9, archived_at = case when $10 then coalesce(archived_at, now()) end,
        changed_by = $11, changed_at = now(), version = version + 1
      where id = $1
      """;

  void update(Db db, long id, Values deal, long by) {
    db.run(
        UPDATE,
        id,
        deal.title(),
        deal.ownerId(),
        deal.amount(),
        deal.currency(),
        deal.sourceId(),
        deal.reasonId(),
        deal.expectedOn(),
        deal.description(),
        deal.archived(),
        by);
  }

  private static final String RESTORE_REFUSALS = "update deal set refusals = $2 where id = $1";

  void restoreRefusals(Db db, long id, int refusals) {
    db.run(RESTORE_REFUSALS, id, refusals);
  }

  private static final String STEP_KIND =
      "select s.kind from deal d join step s on s.id = d.step_id where d.id = $1";

  /** The kind of the step on which the deal stands. */
  String stepKind(Db db, long id) {
    return db.get(STEP_KIND, row -> row.getString("kind"), id);
  }

  private static final String IS_CLIENT = "select 1 from client where id = $1";

  boolean isClient(Db db, long id) {
    return db.find(IS_CLIENT, row -> true, id).isPresent();
  }

  private static final String IS_USER = "select 1 from app_user where id = $1";

  boolean isUser(Db db, long id) {
    return db.find(IS_USER, row -> true, id).isPresent();
  }
}
