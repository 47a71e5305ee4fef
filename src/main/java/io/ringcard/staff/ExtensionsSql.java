package io.ringcard.staff;

import io.ringcard.kernel.Ref;
import io.ringcard.store.Columns;
import io.ringcard.store.Db;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements on who sat at which phone. */
final class ExtensionsSql {

  /**
   * @param pbxId the exchange; null in a house of one
   */
  record Assignment(
      long userId, String name, @Nullable Long pbxId, Instant since, @Nullable Instant until) {

    /** Whether it is a phone of that exchange; of any without one. */
    boolean isOf(@Nullable Long exchange) {
      return exchange == null || pbxId == null || pbxId.equals(exchange);
    }

    boolean covers(Instant at) {
      return !since.isAfter(at) && (until == null || until.isAfter(at));
    }
  }

  private static final String HISTORY =
      """
      select e.user_id, u.name, e.pbx_id, e.since, e.until
      from extension_assignment e join app_user u on u.id = e.user_id
      where e.extension = $1
      order by e.since desc, e.pbx_id nulls last
      """;

  List<Assignment> history(Db db, String extension) {
    return db.list(
        HISTORY,
        row ->
            new Assignment(
                row.getLong("user_id"),
                row.getString("name"),
                row.getLong("pbx_id"),
                Columns.instant(row, "since"),
                Columns.findInstant(row, "until")),
        extension);
  }

  private static final String OF_USER =
      """
      select pbx_id, extension from extension_assignment where user_id = $1 and until is null
      """;

  Optional<Phone> ofUser(Db db, long userId) {
    return db.find(
        OF_USER, row -> new Phone(row.getLong("pbx_id"), row.getString("extension")), userId);
  }

  private static final String HOLDER =
      """
      select u.id, u.name from extension_assignment e join app_user u on u.id = e.user_id
      where e.extension = $1 and e.until is null and ($2::bigint is null or e.pbx_id is null or e.pbx_id = $2)
      """;

  Optional<Ref> holder(Db db, Phone phone) {
    return db.find(
        HOLDER,
        row -> Ref.of(row.getLong("id"), row.getString("name")),
        phone.extension(),
        phone.pbxId());
  }

  private static final String END =
      """
      update extension_assignment set until = greatest(since, $2) where user_id = $1 and until is null
      """;

  void end(Db db, long userId, Instant at) {
    db.run(END, userId, at);
  }

  private static final String ASSIGN =
      """
      insert into extension_assignment (extension, pbx_id, user_id, since)
      values ($1, coalesce($2, (select min(id) from pbx where enabled having count(*) > 1)), $3, $4)
      """;

  /** In a house of several exchanges a phone of none is one of the first. */
  void assign(Db db, Phone phone, long userId, Instant since) {
    db.run(ASSIGN, phone.extension(), phone.pbxId(), userId, since);
  }
}
