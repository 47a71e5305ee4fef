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

  record Assignment(long userId, String name, Instant since, @Nullable Instant until) {

    boolean covers(Instant at) {
      return !since.isAfter(at) && (until == null || until.isAfter(at));
    }
  }

  private static final String HISTORY =
      """
      select e.user_id, u.name, e.since, e.until
      from extension_assignment e join app_user u on u.id = e.user_id
      where e.extension = $1 order by e.since desc
      """;

  List<Assignment> history(Db db, String extension) {
    return db.list(
        HISTORY,
        row ->
            new Assignment(
                row.getLong("user_id"),
                row.getString("name"),
                Columns.instant(row, "since"),
                Columns.findInstant(row, "until")),
        extension);
  }

  private static final String OF_USER =
      """
      select extension from extension_assignment where user_id = $1 and until is null
      """;

  Optional<String> ofUser(Db db, long userId) {
    return db.find(OF_USER, row -> row.getString("extension"), userId);
  }

  private static final String HOLDER =
      """
      select u.id, u.name from extension_assignment e join app_user u on u.id = e.user_id
      where e.extension = $1 and e.until is null
      """;

  Optional<Ref> holder(Db db, String extension) {
    return db.find(HOLDER, row -> Ref.of(row.getLong("id"), row.getString("name")), extension);
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
      insert into extension_assignment (extension, user_id, since) values ($1, $2, $3)
      """;

  void assign(Db db, String extension, long userId, Instant since) {
    db.run(ASSIGN, extension, userId, since);
  }
}
