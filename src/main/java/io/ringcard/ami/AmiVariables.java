package io.ringcard.ami;

import io.ringcard.pbx.MixMonitorCall;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The few channel variables that say something about a call; all others end here. */
final class AmiVariables {

  private AmiVariables() {}

  static @Nullable PbxEvent read(PbxProfile profile, AmiBlock block, @Nullable Instant received) {
    var variable = plain(block.get("Variable"));
    return switch (variable) {
      case "MIXMONITOR_FILENAME", "DIALSTATUS", "VM_MESSAGEFILE", "FROM_DID" ->
          told(profile, variable, block, received);
      default ->
          variable.equals(profile.numberVariable())
              ? told(profile, variable, block, received)
              : null;
    };
  }

  private static @Nullable PbxEvent told(
      PbxProfile profile, String variable, AmiBlock block, @Nullable Instant received) {
    var channel = AmiTranslator.channel(block, "");
    var value = block.get("Value");
    if (channel == null || value.isEmpty()) {
      return null;
    }
    var at = AmiTranslator.time(block, received);
    return switch (variable) {
      case "MIXMONITOR_FILENAME" ->
          new PbxEvent.RecordingStarted(at, channel, List.of(MixMonitorCall.fileName(value)), true);
      case "DIALSTATUS" -> new PbxEvent.DialResult(at, channel, value);
      case "VM_MESSAGEFILE" ->
          new PbxEvent.MessageRecorded(
              at, channel, MixMonitorCall.fileName(value) + "." + profile.voicemailFormat());
      case "FROM_DID" -> new PbxEvent.DidTold(at, channel, value);
      default -> new PbxEvent.NumberMeant(at, channel, value);
    };
  }

  /** Leading underscores only say that a variable is inherited. */
  private static String plain(String variable) {
    var i = 0;
    while (i < variable.length() && variable.charAt(i) == '_') {
      i++;
    }
    return variable.substring(i);
  }
}
