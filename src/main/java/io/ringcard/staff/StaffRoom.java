package io.ringcard.staff;

import io.ringcard.http.PushHub;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Principal;
import io.ringcard.store.Db;
import java.time.Clock;
import java.time.ZoneId;
import java.util.function.Function;

/** People, teams, sessions and phones with all that belongs to them. */
public final class StaffRoom implements AutoCloseable {

  private final Db db;
  private final Passwords passwords = new Passwords();
  private final Extensions extensions;
  private final Users users;
  private final Sessions sessions;
  private final UserChanges changes;

  /**
   * @param moves told when somebody comes to another team
   */
  public StaffRoom(Db db, PushHub push, TeamMove moves, Clock clock) {
    this.db = db;
    extensions = new Extensions(db);
    users = new Users(db, passwords, extensions, clock);
    sessions = new Sessions(db, users, passwords, new SignInLimit(clock), push, clock);
    changes = new UserChanges(db, passwords, users, extensions, sessions, moves, clock);
  }

  public Passwords passwords() {
    return passwords;
  }

  public Extensions extensions() {
    return extensions;
  }

  public Users users() {
    return users;
  }

  public Sessions sessions() {
    return sessions;
  }

  /**
   * @param zone the one zone of the installation
   * @param figures the contract's {@code Figures} of somebody's day
   */
  public void addTo(Routes routes, ZoneId zone, Function<Principal, Object> figures) {
    new StaffRoutes(users, sessions, new Hearing(db), zone, figures).addTo(routes);
    new OwnRoutes(sessions).addTo(routes);
    new PeopleRoutes(users, changes, new Teams(db)).addTo(routes);
  }

  @Override
  public void close() {
    passwords.close();
  }
}
