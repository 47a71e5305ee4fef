package io.ringcard.staff;

import io.ringcard.http.Authenticator;
import io.ringcard.http.Peer;
import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Ref;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Signing in and out, oneself, people and teams over HTTP. */
public final class StaffRoutes {

  private final Users users;
  private final Sessions sessions;
  private final ZoneId zone;
  private final Function<Principal, Object> figures;

  /**
   * @param zone the one zone of the installation
   * @param figures the contract's {@code Figures} of somebody's day
   */
  public StaffRoutes(
      Users users, Sessions sessions, ZoneId zone, Function<Principal, Object> figures) {
    this.users = users;
    this.sessions = sessions;
    this.zone = zone;
    this.figures = figures;
  }

  public void addTo(Routes routes) {
    routes
        .on("signIn", this::signIn)
        .on("signOut", this::signOut)
        .on("getMe", request -> me(request.principal()))
        .on("patchMe", this::patchMe)
        .on("listUsers", request -> new Page<>(users.list().stream().map(UserView::of).toList()))
        .on("createUser", this::create)
        .on("listTeams", request -> new Page<>(users.teams()));
  }

  record Credentials(String login, String password) {}

  record MePatch(@Nullable String language) {}

  /** The contract's lists; people and teams are few and come at once. */
  record Page<T>(List<T> items, @Nullable String next) {
    Page(List<T> items) {
      this(items, null);
    }
  }

  record UserView(
      String id,
      String login,
      String name,
      String role,
      @Nullable String extension,
      @Nullable Ref team,
      boolean active,
      int version) {

    static UserView of(User user) {
      return new UserView(
          Long.toString(user.id()),
          user.login(),
          user.name(),
          user.role().slug(),
          user.extension(),
          user.team(),
          user.active(),
          user.version());
    }
  }

  record Me(
      String id,
      String login,
      String name,
      String role,
      @Nullable String language,
      String zone,
      @Nullable String extension,
      @Nullable Ref team,
      Object figures) {}

  private Me signIn(Request request) {
    var sent = request.body(Credentials.class);
    var peer = Peer.of(request.raw());
    var token = sessions.signIn(sent.login(), sent.password(), peer.address());
    token(request).ifPresent(sessions::signOut);
    setCookie(request, token);
    return me(sessions.find(token).orElseThrow());
  }

  private @Nullable Object signOut(Request request) {
    token(request).ifPresent(sessions::signOut);
    setCookie(request, "");
    return null;
  }

  private static Optional<String> token(Request request) {
    return Optional.ofNullable(request.raw().request().getCookie(Authenticator.COOKIE))
        .map(Cookie::getValue);
  }

  /** Lives as long as the browser; an empty one ends at once. */
  private static void setCookie(Request request, String token) {
    var cookie =
        Cookie.cookie(Authenticator.COOKIE, token)
            .setPath("/")
            .setHttpOnly(true)
            .setSameSite(CookieSameSite.STRICT)
            .setSecure(Peer.of(request.raw()).secure());
    if (token.isEmpty()) {
      cookie.setMaxAge(0);
    }
    request.raw().response().addCookie(cookie);
  }

  private Me me(Principal person) {
    var user = users.find(person.userId()).orElseThrow();
    return new Me(
        Long.toString(user.id()),
        user.login(),
        user.name(),
        user.role().slug(),
        user.language(),
        zone.getId(),
        user.extension(),
        user.team(),
        figures.apply(person));
  }

  private Me patchMe(Request request) {
    var language = request.body(MePatch.class).language();
    if (language != null) {
      users.setLanguage(request.principal().userId(), language);
    }
    return me(request.principal());
  }

  private UserView create(Request request) {
    return UserView.of(users.add(request.body(NewUser.class)));
  }
}
