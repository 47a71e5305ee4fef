package io.ringcard.staff;

import io.ringcard.http.Peer;
import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.staff.PeopleRoutes.Page;
import org.jspecify.annotations.Nullable;

/** The own password, and where one is signed in, over HTTP. */
public final class OwnRoutes {

  private final Sessions sessions;

  public OwnRoutes(Sessions sessions) {
    this.sessions = sessions;
  }

  public void addTo(Routes routes) {
    routes
        .on("putOwnPassword", this::putPassword)
        .on("listOwnSessions", this::list)
        .on("endOtherSessions", this::endOthers)
        .on("endOwnSession", this::end);
  }

  record OwnPassword(String old, String password) {}

  private @Nullable Object putPassword(Request request) {
    var sent = request.body(OwnPassword.class);
    var address = Peer.of(request.raw()).address();
    sessions.changePassword(
        request.principal(), token(request), sent.old(), sent.password(), address);
    return null;
  }

  private Page<OwnSession> list(Request request) {
    return new Page<>(sessions.list(request.principal(), token(request)));
  }

  private @Nullable Object endOthers(Request request) {
    sessions.endOthers(request.principal().userId(), token(request));
    return null;
  }

  private @Nullable Object end(Request request) {
    sessions.end(request.principal().userId(), request.id());
    return null;
  }

  private static String token(Request request) {
    return StaffRoutes.token(request).orElseThrow();
  }
}
