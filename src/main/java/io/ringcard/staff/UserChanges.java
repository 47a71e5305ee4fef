package io.ringcard.staff;

import io.ringcard.kernel.Problem;
import io.ringcard.kernel.Ref;
import io.ringcard.kernel.Role;
import io.ringcard.store.Db;
import io.ringcard.store.DbException;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator does to people who are already here. Whoever is not active any more is out
 * at once and leaves the phone to others; the name stays at past calls.
 */
public final class UserChanges {

  private final Db db;
  private final Passwords passwords;
  private final Users users;
  private final Extensions extensions;
  private final Sessions sessions;
  private final TeamMove moves;
  private final Clock clock;
  private final UsersSql sql = new UsersSql();

  public UserChanges(
      Db db,
      Passwords passwords,
      Users users,
      Extensions extensions,
      Sessions sessions,
      TeamMove moves,
      Clock clock) {
    this.db = db;
    this.passwords = passwords;
    this.users = users;
    this.extensions = extensions;
    this.sessions = sessions;
    this.moves = moves;
    this.clock = clock;
  }

  /**
   * Changes what was given. A login or extension that another one has is a conflict ({@code
   * taken}), and so is the end of the last administrator ({@code last-administrator}).
   *
   * @param given tells of a member whether it was in the request, if only as null
   */
  User change(long id, UserPatch patch, Predicate<String> given) {
    try {
      var changed = db.inTransaction(tx -> change(tx, id, patch, given));
      if (!changed.active()) {
        sessions.ended(id);
      }
      return changed;
    } catch (DbException e) {
      throw Users.refusal(e);
    } finally {
      users.forget();
      sessions.forget(id);
    }
  }

  private User change(Db tx, long id, UserPatch patch, Predicate<String> given) {
    sql.lockAdministrators(tx);
    if (!sql.lock(tx, id)) {
      throw new Problem.NotFound("id").asException();
    }
    var before = get(tx, id);
    if (patch.version() != before.version()) {
      var current = Map.<String, Object>of("current", UserView.of(before));
      throw new Problem.Conflict("version", "stale", current).asException();
    }
    var after = merged(before, patch, given);
    if (Objects.equals(team(before), team(after))) {
      sql.update(tx, after);
    } else {
      moves.run(tx, id, () -> sql.update(tx, after));
    }
    sit(tx, before.phone(), after);
    if (!sql.hasAdministrator(tx)) {
      var field = after.active() ? "role" : "active";
      throw new Problem.Conflict(field, "last-administrator").asException();
    }
    if (!after.active()) {
      sessions.endAll(tx, id);
    }
    return get(tx, id);
  }

  private User get(Db at, long id) {
    return sql.find(at, id).orElseThrow(() -> new Problem.NotFound("id").asException());
  }

  private static User merged(User before, UserPatch patch, Predicate<String> given) {
    var team = before.team();
    if (given.test("team")) {
      team = patch.team() == null ? null : Ref.of(patch.team(), "");
    }
    var active = Objects.requireNonNullElse(patch.active(), before.active());
    if (!active && patch.extension() != null) {
      throw new Problem.Invalid("extension", "inactive").asException();
    }
    return new User(
        before.id(),
        Objects.requireNonNullElse(patch.login(), before.login()),
        Objects.requireNonNullElse(patch.name(), before.name()).strip(),
        patch.role() == null ? before.role() : Role.ofSlug(patch.role()),
        before.language(),
        phone(before, patch, given, active),
        team,
        active,
        before.tourSeen(),
        before.version());
  }

  private static @Nullable String team(User user) {
    return user.team() == null ? null : user.team().id();
  }

  /** Another extension, or the same number of another exchange. */
  private static @Nullable Phone phone(
      User before, UserPatch patch, Predicate<String> given, boolean active) {
    var extension = active && !given.test("extension") ? before.extension() : patch.extension();
    if (extension == null) {
      return null;
    }
    var former = before.phone() == null ? null : before.phone().pbxId();
    return new Phone(given.test("pbx") ? patch.pbx() : former, extension);
  }

  private void sit(Db tx, @Nullable Phone before, User after) {
    var phone = after.phone();
    if (Objects.equals(before, phone)) {
      return;
    }
    extensions.leave(tx, after.id(), clock.instant());
    if (phone != null) {
      extensions.assign(tx, phone, after.id(), clock.instant());
    }
  }

  /** A new password from the administrator; whoever signed in with the old one is out. */
  void resetPassword(long id, String password) {
    var hash = passwords.hash(password);
    db.inTransaction(tx -> {
      if (!sql.setPassword(tx, id, hash)) {
        throw new Problem.NotFound("id").asException();
      }
      sessions.endAll(tx, id);
      return id;
    });
    sessions.ended(id);
  }
}
