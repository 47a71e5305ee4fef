package io.ringcard.http;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code Status}: what this server is connected to.
 *
 * @param dialStopped whether calls out of the page are stopped
 * @param records what mends the log after a gap
 */
public record Status(
    Link database, List<Link> pbx, int setAside, boolean dialStopped, Records records) {

  /** Of a server that has no records of the exchange. */
  public Status(Link database, List<Link> pbx, int setAside, boolean dialStopped) {
    this(database, pbx, setAside, dialStopped, Records.NONE);
  }

  /**
   * The exchange's own records of its calls (CEL). Counts run from the start of the server.
   *
   * @param readable false: gaps in the log cannot be mended
   * @param rows read
   * @param recovered calls that were missing, or lacked a part
   * @param disputed calls of which the live stream and the records tell different things
   * @param lost times that rows may have been lost with their file
   * @param readAt when they were last read to their end
   */
  public record Records(
      boolean readable,
      long rows,
      long recovered,
      long disputed,
      long lost,
      @Nullable Instant readAt) {

    public static final Records NONE = new Records(false, 0, 0, 0, 0, null);
  }

  /** One link; {@code reason} is a slug when it is down. */
  public record Link(String name, boolean up, Instant since, @Nullable String reason) {}

  boolean isUp() {
    return database.up() && pbx.stream().allMatch(Link::up);
  }
}
