package io.ringcard.staff;

import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** People and teams over HTTP. */
public final class PeopleRoutes {

  private final Users users;
  private final UserChanges changes;
  private final Teams teams;

  public PeopleRoutes(Users users, UserChanges changes, Teams teams) {
    this.users = users;
    this.changes = changes;
    this.teams = teams;
  }

  public void addTo(Routes routes) {
    routes
        .on("listUsers", request -> new Page<>(users.list().stream().map(UserView::of).toList()))
        .on("createUser", request -> UserView.of(users.add(request.body(NewUser.class))))
        .on("patchUser", this::patchUser)
        .on("putPassword", this::putPassword)
        .on("listTeams", request -> new Page<>(teams.list()))
        .on("createTeam", request -> teams.create(request.body(TeamBody.class).name()))
        .on("patchTeam", this::patchTeam)
        .on("deleteTeam", this::deleteTeam);
  }

  record NewPassword(String password) {}

  record TeamBody(String name, @Nullable Integer version) {}

  /** The contract's lists; people, teams and sessions are few and come at once. */
  record Page<T>(List<T> items, @Nullable String next) {
    Page(List<T> items) {
      this(items, null);
    }
  }

  private UserView patchUser(Request request) {
    var patch = request.body(UserPatch.class);
    return UserView.of(changes.change(request.id(), patch, request::has));
  }

  private @Nullable Object putPassword(Request request) {
    changes.resetPassword(request.id(), request.body(NewPassword.class).password());
    return null;
  }

  private Team patchTeam(Request request) {
    var sent = request.body(TeamBody.class);
    var version = Objects.requireNonNull(sent.version());
    return teams.rename(request.id(), sent.name(), version);
  }

  private @Nullable Object deleteTeam(Request request) {
    teams.delete(request.id());
    return null;
  }
}
