package io.ringcard.doctor;

import io.ringcard.ami.AmiFindings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The rights that the manager user needs, and no more. Those to write are known by actions that
 * need this class and no other that we have; those to read by the events that came.
 */
enum Right {
  READ_SYSTEM,
  READ_CALL,
  READ_AGENT,
  READ_DIALPLAN,
  READ_CDR,
  WRITE_CALL("Redirect", "Atxfer"),
  WRITE_ORIGINATE("Originate"),
  WRITE_AGENT("QueuePause"),
  WRITE_REPORTING("CoreStatus", "ShowDialPlan");

  private final List<String> actions;

  Right(String... actions) {
    this.actions = List.of(actions);
  }

  boolean isRead() {
    return actions.isEmpty();
  }

  /** Asterisk's name of the class. */
  String className() {
    return name().substring(name().indexOf('_') + 1).toLowerCase(Locale.ROOT);
  }

  /** Such as {@code right.read.call}. */
  String key() {
    return "right." + name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  boolean isGranted(AmiFindings found) {
    return isRead()
        ? found.heard().contains(className())
        : actions.stream().allMatch(found::allows);
  }

  /** Whether its absence would have shown: events have to be provoked, and actions to be loaded. */
  boolean isTellable(AmiFindings found) {
    return switch (this) {
      case READ_CALL, READ_DIALPLAN, READ_CDR -> found.allows("Originate");
      case READ_AGENT -> found.allows("QueuePenalty") && !found.members().isEmpty();
      case WRITE_AGENT -> found.allows("QueueStatus");
      case READ_SYSTEM, WRITE_CALL, WRITE_ORIGINATE, WRITE_REPORTING -> true;
    };
  }

  /** The whole line of the manager user's section to which this right belongs. */
  String line() {
    return (isRead() ? "read = " : "write = ")
        + Arrays.stream(values())
            .filter(right -> right.isRead() == isRead())
            .map(Right::className)
            .collect(Collectors.joining(","));
  }
}
