package io.ringcard.http;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code Status}: what this server is connected to.
 *
 * @param dialStopped whether calls out of the page are stopped
 */
public record Status(Link database, List<Link> pbx, int setAside, boolean dialStopped) {

  /** One link; {@code reason} is a slug when it is down. */
  public record Link(String name, boolean up, Instant since, @Nullable String reason) {}

  boolean isUp() {
    return database.up() && pbx.stream().allMatch(Link::up);
  }
}
