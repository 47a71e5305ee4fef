package io.ringcard.kernel;

import java.util.Map;

/**
 * What can be wrong with a request, without a sentence: the page has the words. Turned into RFC
 * 9457 JSON at one place, the HTTP edge.
 */
public sealed interface Problem {

  /** Nothing with that id, or nothing that this person may know of. */
  record NotFound(String field) implements Problem {}

  /**
   * A field or parameter at fault; {@code reason} is a slug such as {@code required} or {@code
   * too-long}.
   */
  record Invalid(String field, String reason, Map<String, Object> params) implements Problem {
    public Invalid(String field, String reason) {
      this(field, reason, Map.of());
    }
  }

  /** The thing has moved on; {@code current} is what stands there now. */
  record Conflict(String field, String reason, Map<String, Object> current) implements Problem {
    public Conflict(String field, String reason) {
      this(field, reason, Map.of());
    }
  }

  record Unauthenticated(String reason) implements Problem {}

  record Forbidden(String reason) implements Problem {}

  record TooLarge(String field) implements Problem {}

  record TooMany(long retryAfterSeconds) implements Problem {}

  /**
   * Something this server needs is away: {@code database}, or {@code busy} when the database is
   * there but did not come to it, {@code pbx}, or {@code standby} when another server, {@code by},
   * serves the exchange {@code name}.
   */
  record Unavailable(String what, Map<String, Object> params) implements Problem {
    public Unavailable(String what) {
      this(what, Map.of());
    }

    /** The database is there, but did not come to it in time. */
    public boolean isBusy() {
      return what.equals("busy");
    }
  }

  /** The problem as the one exception that carries it to the edge. */
  default ProblemException asException() {
    return new ProblemException(this);
  }
}
