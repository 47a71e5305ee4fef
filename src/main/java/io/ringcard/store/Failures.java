package io.ringcard.store;

import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.vertx.sqlclient.DatabaseException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the driver reports, as the things the house tells apart: refused, which the same statement
 * always would be, or away, or too busy for it now.
 */
final class Failures {

  /** A value that does not fit its parameter; found by the driver before anything was sent. */
  private static final String WRONG_TYPE = "42804";

  /**
   * Only reads for now, cannot sign in, no such database, disk full, too many connections, shutting
   * down, starting up, the machine fails.
   */
  private static final Set<String> AWAY =
      Set.of(
          "25006", "28000", "28P01", "3D000", "53100", "53300", "57P01", "57P02", "57P03", "57P05",
          "58000", "58030");

  /**
   * Broken off because it took too long, by itself or by what it waited for, or too much memory.
   */
  private static final Set<String> BUSY = Set.of("25P03", "25P04", "53200", "55P03", "57014");

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final String FULL = "53300";
  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final AtomicLong TOLD_FULL = new AtomicLong(System.nanoTime() - MINUTE_NANOS);

  private Failures() {}

  static RuntimeException of(Throwable cause) {
    if (cause instanceof DatabaseException refused) {
      var state = refused.getSqlState() == null ? "XX000" : refused.getSqlState();
      if (state.equals(FULL)) {
        tellFull();
      }
      if (BUSY.contains(state)) {
        return busy(refused);
      }
      return state.startsWith("08") || AWAY.contains(state)
          ? unavailable(refused)
          : new DbException(state, String.valueOf(refused.getMessage()), refused);
    }
    if (isWrongType(cause)) {
      return new DbException(WRONG_TYPE, String.valueOf(cause.getMessage()), cause);
    }
    return unavailable(cause);
  }

  /** The database is up for everybody who has a connection: nothing else would tell. */
  private static void tellFull() {
    var before = TOLD_FULL.get();
    var now = System.nanoTime();
    if (now - before >= MINUTE_NANOS && TOLD_FULL.compareAndSet(before, now)) {
      LOG.warn("the database lets no more connections in; ringcard doctor tells what to raise");
    }
  }

  static ProblemException unavailable(Throwable cause) {
    return new ProblemException(new Problem.Unavailable("database"), cause);
  }

  /** It answers, but this could not be done in time. */
  static ProblemException busy(Throwable cause) {
    return new ProblemException(new Problem.Unavailable("busy"), cause);
  }

  private static boolean isWrongType(Throwable cause) {
    var message = String.valueOf(cause.getMessage());
    return cause instanceof ClassCastException
        || cause instanceof IllegalArgumentException
        || message.contains("coerced")
        || message.contains("number of parameters");
  }
}
