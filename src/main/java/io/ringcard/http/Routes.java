package io.ringcard.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** The handlers of the house by the contract's operation ids; each room adds its own. */
public final class Routes {

  private final Map<String, Handler> handlers = new LinkedHashMap<>();
  private Runnable written = () -> {};

  public Routes on(String operationId, Handler handler) {
    if (handlers.put(operationId, handler) != null) {
      throw new IllegalStateException("two handlers for " + operationId);
    }
    return this;
  }

  /** Runs after each request that may have written, before it is answered. */
  public Routes afterWrites(Runnable work) {
    written = work;
    return this;
  }

  Runnable written() {
    return written;
  }

  Map<String, Handler> handlers() {
    return Map.copyOf(handlers);
  }
}
