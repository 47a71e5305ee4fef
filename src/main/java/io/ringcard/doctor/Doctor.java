package io.ringcard.doctor;

import io.ringcard.ami.AmiSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

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
    for (var exchange : subject.exchanges()) {
      var about = subject.exchanges().size() > 1 ? exchange.name() : "";
      for (var check : examine(exchange.ami(), exchange.context())) {
        checks.add(check.of(about));
      }
      checks.add(RecordChecks.of(exchange, subject.data(), now).of(about));
      var recordings = new RecordingChecks(subject.recordings(), now);
      if (exchange.recordings() != null) {
        recordings.folder(exchange.recordings()).forEach(check -> checks.add(check.of(about)));
      }
    }
    checks.add(new RecordingChecks(subject.recordings(), now).ffmpeg());
    checks.addAll(new DatabaseChecks(subject.repair()).list(subject.database(), subject.data()));
    checks.addAll(new PageChecks(subject.http(), now).list());
    checks.addAll(DataChecks.list(subject.data()));
    return checks;
  }
}
