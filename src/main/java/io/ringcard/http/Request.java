package io.ringcard.http;

import io.ringcard.kernel.Principal;
import io.vertx.ext.web.RoutingContext;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * A request that has passed sign-in, role and contract: every value read here has the contract's
 * form.
 */
public interface Request {

  /** Who asks; fails on a public operation without a session. */
  Principal principal();

  Optional<Principal> findPrincipal();

  /** The path's {@code {id}}. */
  long id();

  /** A query parameter or header of the contract, or its default there. */
  Optional<String> find(String parameter);

  Optional<Long> findLong(String parameter);

  Optional<Integer> findInt(String parameter);

  Optional<Boolean> findBoolean(String parameter);

  Optional<Instant> findInstant(String parameter);

  /** The body as a record; absent members are null. */
  <T> T body(Class<T> type);

  /**
   * True when the body has this member at its top level, even if it is null: tells "leave it" from
   * "clear it".
   */
  boolean has(String member);

  /**
   * The body as it comes, of an operation whose body is no JSON. How much of it is kept is for the
   * caller to bound.
   */
  InputStream stream();

  /** The exchange itself, for answers that are no JSON (sound, server-sent events, cookies). */
  RoutingContext raw();

  /**
   * The thread of the exchange's socket. Who answers by hand does it there: an answer that is given
   * elsewhere locks the connection meanwhile, and if that thread loses the processor then, the
   * socket's thread, on which ringing phones wait, waits with it.
   */
  Executor socket();
}
