package io.ringcard.flight;

import io.ringcard.pbx.PbxEvent;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The group of phones to which a caller was sent, as FreePBX tells it: by the part of the dialplan
 * that calls, or by the name of the recording that it sets on before.
 */
final class Groups {

  private static final String CONTEXT = "ext-group";
  private static final Pattern RECORDING = Pattern.compile("rg-(\\d+)-.*");

  private @Nullable String group;

  /** Whoever is sent on or joins a queue is no longer in the group. */
  void hear(Heard heard) {
    switch (heard.event()) {
      case PbxEvent.DialBegan _ ->
          heard.blocks().stream()
              .filter(block -> CONTEXT.equals(block.find("Context")))
              .forEach(block -> group = block.get("Exten"));
      case PbxEvent.RecordingStarted e -> e.files().forEach(this::recording);
      case PbxEvent.BlindTransferred _,
          PbxEvent.AttendedTransferred _,
          PbxEvent.QueueJoined _,
          PbxEvent.Parked _ ->
          group = null;
      default -> {}
    }
  }

  private void recording(String file) {
    var name = RECORDING.matcher(file);
    if (name.matches()) {
      group = name.group(1);
    }
  }

  /** Its number; null where none is known. */
  @Nullable String now() {
    return group;
  }
}
