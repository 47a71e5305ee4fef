package io.ringcard.store;

import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.vertx.sqlclient.DatabaseException;
import java.util.Set;

/** What the driver reports, as the two things the house tells apart: refused, or away. */
final class Failures {

  /** A value that does not fit its parameter; found by the driver before anything was sent. */
  private static final String WRONG_TYPE = "42804";

  /** Cannot sign in, no such database, too many connections, shutting down, starting up. */
  private static final Set<String> AWAY =
      Set.of("28000", "28P01", "3D000", "53300", "57P01", "57P02", "57P03", "57P05", "58000");

  private Failures() {}

  static RuntimeException of(Throwable cause) {
    if (cause instanceof DatabaseException refused) {
      var state = refused.getSqlState() == null ? "XX000" : refused.getSqlState();
      return state.startsWith("08") || AWAY.contains(state)
          ? unavailable(refused)
          : new DbException(state, String.valueOf(refused.getMessage()), refused);
    }
    if (isWrongType(cause)) {
      return new DbException(WRONG_TYPE, String.valueOf(cause.getMessage()), cause);
    }
    return unavailable(cause);
  }

  static ProblemException unavailable(Throwable cause) {
    return new ProblemException(new Problem.Unavailable("database"), cause);
  }

  private static boolean isWrongType(Throwable cause) {
    var message = String.valueOf(cause.getMessage());
    return cause instanceof ClassCastException
        || cause instanceof IllegalArgumentException
        || message.contains("coerced")
        || message.contains("number of parameters");
  }
}
