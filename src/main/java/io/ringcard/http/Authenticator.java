package io.ringcard.http;

import io.ringcard.kernel.Principal;
import java.util.Optional;

/** Whose session a token is; may wait for the database. */
public interface Authenticator {

  String COOKIE = "ringcard";

  /** The person of a live session, whose end moves on by this. */
  Optional<Principal> find(String token);

  /** Whether the session still lives; does not prolong it. */
  boolean isAlive(String token);
}
