package io.ringcard.doctor;

import io.ringcard.doctor.Check.Mark;
import io.ringcard.doctor.Check.Paste;
import java.util.HashMap;
import java.util.Map;

/**
 * The system names of several exchanges, looked at one after the other. The ids of an exchange's
 * calls begin with its name, so each needs one of its own.
 */
final class SystemNames {

  private final Map<String, String> owners = new HashMap<>();

  /** What was found at an exchange, with the other exchanges in view. */
  Check judge(Check found, Subject.Exchange exchange) {
    if (!found.key().equals(PbxChecks.NAME)) {
      return found;
    }
    if (found.mark() != Mark.OK) {
      return found.pastes().isEmpty() ? found : found.paste(line(exchange));
    }
    var name = String.valueOf(found.values().getFirst());
    var owner = owners.putIfAbsent(name, exchange.name());
    return owner == null
        ? found
        : Check.warn(PbxChecks.NAME, "pbx.name.same", name, owner).paste(line(exchange));
  }

  private static Paste line(Subject.Exchange exchange) {
    return PbxChecks.systemName("pbx" + exchange.id());
  }
}
