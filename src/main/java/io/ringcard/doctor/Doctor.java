package io.ringcard.doctor;

import io.ringcard.ami.AmiSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The whole examination, from the exchange to the disk. */
public final class Doctor {

  private Doctor() {}

  /** The exchange alone, reached like this. */
  public static List<Check> examine(AmiSettings settings, String context)
      throws InterruptedException {
    return PbxChecks.list(settings, context);
  }

  /** Waits for all answers; each look has a limit of its own. */
  public static List<Check> examine(Subject subject, Clock clock) throws InterruptedException {
    var now = clock.instant();
    var checks = new ArrayList<Check>();
    var several = subject.exchanges().size() > 1;
    var names = new SystemNames();
    for (var exchange : subject.exchanges()) {
      for (var found : examine(exchange, subject, now)) {
        var check = several ? names.judge(found, exchange).of(exchange.name()) : found;
        checks.add(exchange.onPage() ? check.onPage() : check);
      }
    }
    checks.add(new RecordingChecks(subject.recordings(), now).ffmpeg());
    checks.addAll(new DatabaseChecks(subject.repair()).list(subject.database(), subject.data()));
    checks.addAll(new PageChecks(subject.http(), now).list());
    checks.addAll(DataChecks.list(subject.data()));
    return checks;
  }

  private static List<Check> examine(Subject.Exchange exchange, Subject subject, Instant now)
      throws InterruptedException {
    var checks = new ArrayList<>(examine(exchange.ami(), exchange.context()));
    var called =
        Stream.of(Right.READ_CALL, Right.WRITE_ORIGINATE)
            .allMatch(right -> checks.stream().anyMatch(check -> check.isOk(right.key())));
    checks.add(RecordChecks.of(exchange, subject.data(), now, called));
    if (exchange.recordings() != null) {
      checks.addAll(new RecordingChecks(subject.recordings(), now).folder(exchange.recordings()));
    }
    return checks;
  }
}
