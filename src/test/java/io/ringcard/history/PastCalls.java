package io.ringcard.history;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Calls of a past that never was: one a minute, each third answered by somebody else. */
public final class PastCalls {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private PastCalls() {}

  static Instant start(Instant day, int n) {
    return day.plusSeconds(60L * n);
  }

  static String linkedid(Instant day, int n) {
    return start(day, n).getEpochSecond() + "." + 10 * n;
  }

  static String time(Instant at) {
    return TIME.format(at);
  }

  /** A line of {@code Master.csv} with all columns. */
  public static String csv(Instant day, int n) {
    var start = start(day, n);
    var id = linkedid(day, n);
    var number = "7900" + (1_000_000 + n);
    var phone = 101 + n % 3;
    return "\"\",\"%s\",\"74951230001\",\"from-trunk\",\"\"\"Client %d\"\" <%s>\",\"PJSIP/trunk-%08x\",\"PJSIP/%d-%08x\",\"Dial\",\"PJSIP/%d,18\",\"%s\",\"%s\",\"%s\",34,30,\"ANSWERED\",\"DOCUMENTATION\",\"%s\",\"\",\"\",\"%s\",%d"
        .formatted(
            number,
            n,
            number,
            2 * n,
            phone,
            2 * n + 1,
            phone,
            time(start),
            time(start.plusSeconds(4)),
            time(start.plusSeconds(34)),
            id,
            id,
            n);
  }
}
