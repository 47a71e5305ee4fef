package io.ringcard.undo;

import io.ringcard.http.Request;
import io.ringcard.http.Routes;

/** Taking back over HTTP. */
public final class UndoRoutes {

  private final Undos undos;

  public UndoRoutes(Undos undos) {
    this.undos = undos;
  }

  public void addTo(Routes routes) {
    routes.on("undo", this::undo);
  }

  private Undos.Answer undo(Request request) {
    return undos.undo(request.principal(), request.find("token").orElseThrow());
  }
}
