package io.ringcard.calllog;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something of an exchange that could not be handled, kept as it came: an event, a line of its
 * records, or a call that could not be written.
 *
 * @param at when it was set aside
 * @param reason what was wrong with it, for people who look for the cause
 */
public record SetAside(long id, Instant at, String reason, String body) {

  private static final String RECORD = "CEL ";
  private static final Pattern CALL =
      Pattern.compile("^(?:Changed|Closed)\\[call=Call\\[linkedid=([^,\\]]+)");

  static String reasonOfRecord(String reason) {
    return RECORD + reason;
  }

  /** A line of the exchange's own records, which the journal does not hold. */
  boolean isRecord() {
    return reason.startsWith(RECORD);
  }

  /** The linked id of a call that could not be written; empty for an event. */
  Optional<String> linkedid() {
    var call = CALL.matcher(body);
    return call.find() ? Optional.of(call.group(1)) : Optional.empty();
  }
}
