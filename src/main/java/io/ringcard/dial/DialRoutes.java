package io.ringcard.dial;

import io.ringcard.dial.Dialling.Dialled;
import io.ringcard.http.Request;
import io.ringcard.http.Routes;

/** Click-to-call over HTTP. */
public final class DialRoutes {

  private final Dialling dialling;

  public DialRoutes(Dialling dialling) {
    this.dialling = dialling;
  }

  public void addTo(Routes routes) {
    routes.on("dial", this::dial);
  }

  record Dial(String number) {}

  private Dialled dial(Request request) {
    return dialling.dial(request.principal(), request.body(Dial.class).number());
  }
}
