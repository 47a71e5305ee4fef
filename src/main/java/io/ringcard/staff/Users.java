package io.ringcard.staff;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.Role;
import io.ringcard.store.Db;
import io.ringcard.store.DbException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The people of the house and their teams. */
public final class Users {

  private static final Logger LOG = LoggerFactory.getLogger(Users.class);
  private static final int SHORTEST_PASSWORD = 10;

  private final Db db;
  private final Passwords passwords;
  private final Extensions extensions;
  private final Clock clock;
  private final UsersSql sql = new UsersSql();
  private final Cache<String, Map<Long, String>> names =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(10)).build();

  public Users(Db db, Passwords passwords, Extensions extensions, Clock clock) {
    this.db = db;
    this.passwords = passwords;
    this.extensions = extensions;
    this.clock = clock;
  }

  public Optional<User> find(long id) {
    return sql.find(db, id);
  }

  public List<User> list() {
    return sql.list(db);
  }

  /** Everybody's name by id; at most ten seconds old. */
  public Map<Long, String> names() {
    return names.get(
        "all",
        key -> {
          var all = new HashMap<Long, String>();
          list().forEach(user -> all.put(user.id(), user.name()));
          return Map.copyOf(all);
        });
  }

  /**
   * Adds somebody. A login or extension that another one has is a conflict ({@code taken}); the
   * rules for passwords are the contract's and not looked at here.
   */
  public User add(NewUser user) {
    var hash = passwords.hash(user.password());
    try {
      return db.inTransaction(tx -> {
        var added = sql.insert(tx, user, hash);
        var phone = user.phone();
        if (phone != null) {
          extensions.assign(tx, phone, added, clock.instant());
        }
        return sql.find(tx, added).orElseThrow();
      });
    } catch (DbException e) {
      throw refusal(e);
    } finally {
      forget();
    }
  }

  /** Names and phones are asked for anew. */
  void forget() {
    names.invalidateAll();
    extensions.forget();
  }

  static RuntimeException refusal(DbException e) {
    if (e.isDuplicate()) {
      var field = String.valueOf(e.getMessage()).contains("login") ? "login" : "extension";
      return new Problem.Conflict(field, "taken").asException();
    }
    var field = String.valueOf(e.getMessage()).contains("pbx") ? "pbx" : "team";
    return e.isReferenced() ? new Problem.Invalid(field, "unknown").asException() : e;
  }

  void setPassword(Db transaction, long id, String hash) {
    sql.setPassword(transaction, id, hash);
  }

  /** What people say of themselves; null leaves what is there. */
  User describe(
      long id, @Nullable String language, @Nullable String name, @Nullable Boolean tourSeen) {
    try {
      return db.inTransaction(tx -> {
        if (language != null) {
          sql.setLanguage(tx, id, language);
        }
        if (name != null) {
          sql.setName(tx, id, name.strip());
        }
        if (tourSeen != null) {
          sql.setTourSeen(tx, id, tourSeen);
        }
        return sql.find(tx, id).orElseThrow();
      });
    } finally {
      names.invalidateAll();
    }
  }

  /**
   * Makes the first administrator of a new installation from the settings; later the settings have
   * no power over people.
   */
  public void ensureAdministrator(Optional<String> login, Optional<String> password) {
    if (sql.hasAdministrator(db)) {
      return;
    }
    if (login.isEmpty() || password.isEmpty()) {
      LOG.warn("nobody is administrator; set admin.login and admin.password to make the first one");
      return;
    }
    if (password.get().length() < SHORTEST_PASSWORD) {
      throw new Problem.Invalid("admin.password", "too-short").asException();
    }
    add(
        new NewUser(
            login.get(), login.get(), Role.ADMINISTRATOR.slug(), password.get(), null, null, null));
    LOG.info("made the first administrator, {}", login.get());
  }
}
