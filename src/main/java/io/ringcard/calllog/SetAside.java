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
  private static final String CUT = RECORD + "cut off";

  /** A unique id begins with its second since 1970. */
  private static final Pattern BORN = Pattern.compile("\\b([1-9]\\d{9})\\.\\d+\\b");

  private static final Pattern CALL =
      Pattern.compile("^(?:Changed|Closed)\\[call=Call\\[linkedid=([^,\\]]+)");

  static String reasonOfRecord(String reason) {
    return RECORD + reason;
  }

  /** A line of the exchange's own records, which the journal does not hold. */
  boolean isRecord() {
    return reason.startsWith(RECORD);
  }

  /** The end of that line came later, or never. */
  boolean isCut() {
    return reason.equals(CUT);
  }

  /** About when: records may be read long after they were written, and name their channel. */
  Instant happened() {
    var born = isRecord() ? BORN.matcher(body) : null;
    return born != null && born.find() ? Instant.ofEpochSecond(Long.parseLong(born.group(1))) : at;
  }

  /** The linked id of a call that could not be written; empty for an event. */
  Optional<String> linkedid() {
    var call = CALL.matcher(body);
    return call.find() ? Optional.of(call.group(1)) : Optional.empty();
  }
}
