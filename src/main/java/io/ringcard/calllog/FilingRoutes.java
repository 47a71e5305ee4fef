package io.ringcard.calllog;

import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import java.util.function.Consumer;

/** Saying whose a call was, over HTTP. */
public final class FilingRoutes {

  private final Filing filing;
  private final Consumer<Filing.Filed> filed;

  /**
   * @param filed told of each call that was filed, once it stands
   */
  public FilingRoutes(Filing filing, Consumer<Filing.Filed> filed) {
    this.filing = filing;
    this.filed = filed;
  }

  public void addTo(Routes routes) {
    routes.on("patchCall", this::file);
  }

  private CallView file(Request request) {
    var result = filing.file(request.principal(), request.id(), request.body(Filing.Body.class));
    filed.accept(result);
    return result.call();
  }
}
