package io.ringcard.staff;

import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Role;
import io.ringcard.store.Db;
import java.time.Instant;
import java.util.Optional;

/** Statements on sessions and on what signing in needs. */
final class SessionsSql {

  record Account(long id, String hash) {}

  private static final String ACCOUNT =
      """
      select id, password_hash from app_user where login = $1 and active
      """;

  Optional<Account> account(Db db, String login) {
    return db.find(
        ACCOUNT, row -> new Account(row.getLong("id"), row.getString("password_hash")), login);
  }

  private static final String INSERT =
      """
      insert into session (token_hash, user_id, created_at, expires_at) values ($1, $2, $3, $4)
      """;

  private static final String SWEEP = "delete from session where expires_at < $1";

  void insert(Db db, byte[] tokenHash, long userId, Instant now, Instant expires) {
    db.run(SWEEP, now);
    db.run(INSERT, tokenHash, userId, now, expires);
  }

  record Live(Principal principal, Instant expires) {}

  private static final String FIND =
      """
      select u.id, u.login, u.name, u.role, s.expires_at
      from session s
      join app_user u on u.id = s.user_id
      where s.token_hash = $1 and s.expires_at > $2 and u.active
      """;

  Optional<Live> find(Db db, byte[] tokenHash, Instant now) {
    return db.find(
        FIND,
        row ->
            new Live(
                new Principal(
                    row.getLong("id"),
                    row.getString("login"),
                    row.getString("name"),
                    Role.ofSlug(row.getString("role"))),
                row.getOffsetDateTime("expires_at").toInstant()),
        tokenHash,
        now);
  }

  private static final String PROLONG =
      """
      update session set expires_at = $2 where token_hash = $1
      """;

  void prolong(Db db, byte[] tokenHash, Instant expires) {
    db.run(PROLONG, tokenHash, expires);
  }

  private static final String DELETE = "delete from session where token_hash = $1";

  void delete(Db db, byte[] tokenHash) {
    db.run(DELETE, tokenHash);
  }

  private static final String DELETE_ALL = "delete from session where user_id = $1";

  void deleteAllOf(Db db, long userId) {
    db.run(DELETE_ALL, userId);
  }
}
