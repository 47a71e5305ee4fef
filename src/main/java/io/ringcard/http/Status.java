package io.ringcard.http;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code Status}: what this server is connected to.
 *
 * @param pbx the exchanges that are switched on
 * @param dialStopped whether calls out of the page are stopped
 */
public record Status(Link database, List<Link> pbx, int setAside, boolean dialStopped) {

  private static final String STANDBY = "standby";

  /**
   * The exchange's own records of its calls. Counts run from the start of the server.
   *
   * @param kind {@code cel} for events, {@code cdr} for detail records, which tell less
   * @param readable false: gaps in the log cannot be mended
   * @param rows read
   * @param recovered calls that were missing, or lacked a part
   * @param disputed calls of which the live stream and the records tell different things
   * @param lost times that rows may have been lost with their file
   * @param readAt when they were last read to their end
   */
  public record Records(
      String kind,
      boolean readable,
      long rows,
      long recovered,
      long disputed,
      long lost,
      @Nullable Instant readAt) {

    public static final Records NONE = new Records("cel", false, 0, 0, 0, 0, null);
  }

  /**
   * One link.
   *
   * @param id of the exchange; null for the database
   * @param reason a slug when it is down
   * @param by the server that hears the exchange while this one stands by
   * @param heldSince since when calls of the exchange wait for the database
   * @param records what mends the log of the exchange after a gap
   */
  public record Link(
      @Nullable String id,
      String name,
      boolean up,
      Instant since,
      @Nullable String reason,
      @Nullable String by,
      @Nullable Instant heldSince,
      @Nullable Records records) {

    /** Of the database. */
    public Link(String name, boolean up, Instant since, @Nullable String reason) {
      this(null, name, up, since, reason, null, null, null);
    }

    /** Heard here and written, or by another server: nobody has to do anything. */
    boolean isCaredFor() {
      return heldSince == null && (up || STANDBY.equals(reason));
    }
  }

  boolean isUp() {
    return database.up() && pbx.stream().allMatch(Link::isCaredFor);
  }
}
