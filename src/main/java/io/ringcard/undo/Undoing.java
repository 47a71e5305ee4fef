package io.ringcard.undo;

import io.ringcard.kernel.Principal;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;

/** How one kind of action is taken back. */
@FunctionalInterface
public interface Undoing {

  /**
   * Puts things back in this transaction. Fails with {@code Problem.Conflict} and reason {@code
   * changed} when somebody else has changed them since; nothing happens then.
   *
   * @param by who acted, and now takes it back
   * @param before what was offered with the token
   */
  Undone undo(Db transaction, Principal by, JsonObject before);
}
