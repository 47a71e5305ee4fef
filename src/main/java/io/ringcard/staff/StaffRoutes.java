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
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signing in and out, and who one is, over HTTP. */
public final class StaffRoutes {

  private final Users users;
  private final Sessions sessions;
  private final Hearing hearing;
  private final ZoneId zone;
  private final Function<Principal, Object> figures;

  /**
   * @param zone the one zone of the installation
   * @param figures the contract's {@code Figures} of somebody's day
   */
  public StaffRoutes(
      Users users,
      Sessions sessions,
      Hearing hearing,
      ZoneId zone,
      Function<Principal, Object> figures) {
    this.users = users;
    this.sessions = sessions;
    this.hearing = hearing;
    this.zone = zone;
    this.figures = figures;
  }

  public void addTo(Routes routes) {
    routes
        .on("signIn", this::signIn)
        .on("signOut", this::signOut)
        .on("getMe", request -> me(request.principal()))
        .on("patchMe", this::patchMe);
  }

  record Credentials(String login, String password) {}

  record MePatch(@Nullable String language, @Nullable String name, @Nullable Boolean tourSeen) {}

  record Me(
      String id,
      String login,
      String name,
      String role,
      @Nullable String language,
      String zone,
      @Nullable String extension,
      @Nullable Ref team,
      @Nullable List<String> hears,
      boolean tourSeen,
      Object figures) {}

  private Me signIn(Request request) {
    var sent = request.body(Credentials.class);
    var token = sessions.signIn(sent.login(), sent.password(), device(request));
    token(request).ifPresent(sessions::signOut);
    setCookie(request, token);
    return me(sessions.find(token).orElseThrow());
  }

  private static Device device(Request request) {
    var agent = request.raw().request().getHeader("User-Agent");
    return new Device(Peer.of(request.raw()).address(), agent == null ? "" : agent);
  }

  private @Nullable Object signOut(Request request) {
    token(request).ifPresent(sessions::signOut);
    setCookie(request, "");
    return null;
  }

  static Optional<String> token(Request request) {
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
    return me(person, () -> users.find(person.userId()).orElseThrow());
  }

  /** The person comes last: once something is written, nothing may fail any more. */
  private Me me(Principal person, Supplier<User> told) {
    var hears = hearing.heardBy(person).map(StaffRoutes::ids).orElse(null);
    var today = figures.apply(person);
    var user = told.get();
    return new Me(
        Long.toString(user.id()),
        user.login(),
        user.name(),
        user.role().slug(),
        user.language(),
        zone.getId(),
        user.extension(),
        user.team(),
        hears,
        user.tourSeen(),
        today);
  }

  private static List<String> ids(Set<Long> people) {
    return people.stream().sorted().map(String::valueOf).toList();
  }

  private Me patchMe(Request request) {
    var sent = request.body(MePatch.class);
    var person = request.principal();
    var self = person.userId();
    var me = me(person, () -> users.describe(self, sent.language(), sent.name(), sent.tourSeen()));
    sessions.forget(self);
    return me;
  }
}
