package io.ringcard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;

/**
 * A {@code Master.csv} of an exchange with thirty phones, the same each time: calls of working
 * days, of which nearly half come in to one phone, a third go out, and the others ring several
 * phones of a queue and leave a record of each.
 */
final class PastRecords {

  private static final long FIRST = Instant.parse("2025-01-01T06:00:00Z").getEpochSecond();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final int PHONES = 30;
  private static final int CLIENTS = 20_000;
  private static final int WORK_ENDS = 17;
  private static final long NIGHT_SECONDS = 13 * 60 * 60;
  private static final double INBOUND = 0.45;
  private static final double OUTBOUND = 0.8;

  private final SplittableRandom random = new SplittableRandom(7);
  private final Appendable out;
  private final int records;
  private int written;
  private long at = FIRST;

  private PastRecords(Appendable out, int records) {
    this.out = out;
    this.records = records;
  }

  static void write(Path file, int records) throws IOException {
    try (var out = Files.newBufferedWriter(file)) {
      new PastRecords(out, records).write();
    }
  }

  private void write() throws IOException {
    for (var n = 0; written < records; n++) {
      at += random.nextLong(5, 60);
      if (Instant.ofEpochSecond(at).atZone(ZoneOffset.UTC).getHour() >= WORK_ENDS) {
        at += NIGHT_SECONDS;
      }
      var number = CallPlayer.number(random.nextLong(CLIENTS)).substring(1);
      var phone = 101 + random.nextInt(PHONES);
      var kind = random.nextDouble();
      if (kind < INBOUND) {
        record(
            n, number, "74951230001", "PJSIP/trunk-" + n, "PJSIP/" + phone + "-" + n, "Dial", true);
      } else if (kind < OUTBOUND) {
        var answered = random.nextBoolean();
        record(
            n,
            Integer.toString(phone),
            number,
            "PJSIP/" + phone + "-" + n,
            "PJSIP/trunk-" + n,
            "Dial",
            answered);
      } else {
        for (var last = random.nextInt(2, 4); last > 0; last--) {
          var member = "PJSIP/" + (101 + (phone + last) % PHONES) + "-" + n;
          record(n, number, "600", "PJSIP/trunk-" + n, member, "Queue", last == 1);
        }
      }
    }
  }

  private void record(
      int n,
      String from,
      String to,
      String channel,
      String called,
      String application,
      boolean answered)
      throws IOException {
    var ring = random.nextInt(2, 25);
    var talk = answered ? random.nextInt(1, 400) : 0;
    var id = at + "." + n;
    out.append(
        """
        "","%s","%s","from-trunk","%s","%s","%s","%s","600,t","%s","%s","%s",%d,%d,"%s","DOCUMENTATION","%s","","","%s",%d
        """
            .formatted(
                from,
                to,
                from,
                channel,
                called,
                application,
                time(0),
                answered ? time(ring) : "",
                time(ring + talk),
                ring + talk,
                talk,
                answered ? "ANSWERED" : "NO ANSWER",
                id,
                id,
                written++));
  }

  private String time(int later) {
    return TIME.format(Instant.ofEpochSecond(at + later));
  }
}
