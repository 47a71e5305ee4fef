package io.ringcard.doctor;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The whole examination, from the exchange to the disk. */
public final class Doctor {

  private Doctor() {}

  /** Waits for all answers; each look has a limit of its own. */
  public static List<Check> examine(Subject subject, Clock clock) throws InterruptedException {
    var now = clock.instant();
    var checks = new ArrayList<Check>();
    checks.addAll(PbxChecks.list(subject.ami(), subject.context()));
    checks.add(RecordChecks.of(subject.records(), now));
    checks.addAll(new RecordingChecks(subject.recordings(), now).list());
    checks.addAll(new DatabaseChecks(subject.repair()).list(subject.database(), subject.data()));
    checks.addAll(new PageChecks(subject.http(), now).list());
    checks.addAll(DataChecks.list(subject.data()));
    return checks;
  }
}
