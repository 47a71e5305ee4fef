package io.ringcard.doctor;

import io.ringcard.ami.AmiFindings;
import io.ringcard.doctor.Check.Paste;
import java.util.ArrayList;
import java.util.List;

/** Each right of the manager user: there, and none that is dangerous. */
final class RightChecks {

  /** A class that nobody should have, and an action that only it brings. */
  private record Danger(String className, String action) {}

  private static final List<Danger> DANGERS =
      List.of(
          new Danger("command", "Command"),
          new Danger("config", "UpdateConfig"),
          new Danger("system", "ModuleLoad"),
          new Danger("agi", "AGI"));

  private final AmiFindings found;
  private final String user;

  RightChecks(AmiFindings found, String user) {
    this.found = found;
    this.user = user;
  }

  List<Check> list() {
    var checks = new ArrayList<Check>();
    for (var right : Right.values()) {
      checks.add(check(right));
    }
    checks.add(dangers());
    return checks;
  }

  private Check check(Right right) {
    if (right.isGranted(found)) {
      return new Check(right.key(), Check.Mark.OK, "right.ok", List.of(), List.of());
    }
    if (!right.isTellable(found)) {
      return Check.warn(right.key(), "right.untold." + right.className());
    }
    return right == Right.READ_CDR
        ? Check.fail(right.key(), "right.cdr").paste(section(right.line()), cdrManager(), cdr())
        : Check.fail(right.key(), "right.missing").paste(section(right.line()));
  }

  private Check dangers() {
    var granted =
        DANGERS.stream()
            .filter(danger -> found.allows(danger.action()))
            .map(Danger::className)
            .toList();
    return granted.isEmpty()
        ? Check.ok("right.danger")
        : Check.fail("right.danger", "right.danger.granted", String.join(", ", granted))
            .paste(section(Right.WRITE_CALL.line()));
  }

  private Paste section(String line) {
    return new Paste("manager.conf, [" + user + "]", "manager_custom.conf, [" + user + "]", line);
  }

  private static Paste cdrManager() {
    return Paste.into("cdr_manager.conf, [general]", "enabled = yes");
  }

  private static Paste cdr() {
    return Paste.into("cdr.conf, [general]", "enable = yes\nunanswered = yes");
  }
}
