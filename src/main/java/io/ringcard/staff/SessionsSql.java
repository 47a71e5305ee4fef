package io.ringcard.staff;

import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Role;
import io.ringcard.store.Columns;
import io.ringcard.store.Db;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
      insert into session (token_hash, user_id, created_at, expires_at, address, agent) values ($1, $2, $3, $4, $5, $6)
      """;

  private static final String SWEEP = "delete from session where expires_at < $1";

  void insert(Db db, byte[] tokenHash, long userId, Instant now, Instant expires, Device device) {
    db.run(SWEEP, now);
    db.run(INSERT, tokenHash, userId, now, expires, device.address(), device.agent());
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

  private static final String DELETE_OTHERS =
      "delete from session where user_id = $1 and token_hash <> $2";

  int deleteOthers(Db db, long userId, byte[] tokenHash) {
    return db.run(DELETE_OTHERS, userId, tokenHash);
  }

  private static final String DELETE_ONE = "delete from session where user_id = $1 and id = $2";

  boolean delete(Db db, long userId, long id) {
    return db.run(DELETE_ONE, userId, id) > 0;
  }

  private static final String OF_USER =
      """
      select id, created_at, expires_at, address, agent, token_hash = $2 as current
      from session where user_id = $1 and expires_at > $3 order by expires_at desc, id desc
      """;

  List<OwnSession> ofUser(Db db, long userId, byte[] tokenHash, Instant now, Duration life) {
    return db.list(
        OF_USER,
        row ->
            new OwnSession(
                Columns.id(row, "id"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "expires_at").minus(life),
                row.getString("address"),
                row.getString("agent"),
                row.getBoolean("current")),
        userId,
        tokenHash,
        now);
  }
}
