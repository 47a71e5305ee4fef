package io.ringcard.flight;

import io.ringcard.pbx.PbxEvent;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The group of phones to which a caller was sent, as FreePBX tells it: by the part of the dialplan
 * that calls, or by the name of the recording that it sets on before.
 */
final class Groups {

  private static final String CONTEXT = "ext-group";
  private static final Pattern RECORDING = Pattern.compile("rg-(\\d+)-.*");

  /** The numbers of a follow-me are called through channels that are named like this. */
  private static final Pattern FOLLOW_ME = Pattern.compile("Local/FM(PR|GL)-.*");

  /** Parts of the dialplan that call one phone, or a number outside. */
  private static final Set<String> ONE = Set.of("macro-dial-one", "macro-dialout-trunk");

  private @Nullable String group;

  /** Unique id of the channel for which the group is called. */
  private @Nullable String channel;

  /** Whoever is sent on or joins a queue is no longer in the group. */
  void hear(Heard heard) {
    switch (heard.event()) {
      case PbxEvent.DialBegan dial -> dial(dial, heard);
      case PbxEvent.RecordingStarted e ->
          e.files().forEach(file -> recording(file, e.channel().uniqueid()));
      case PbxEvent.BlindTransferred _,
          PbxEvent.AttendedTransferred _,
          PbxEvent.QueueJoined _,
          PbxEvent.Parked _ ->
          group = null;
      default -> {}
    }
  }

  /** The group's members are called by channels of their own, which may follow them further. */
  private void dial(PbxEvent.DialBegan dial, Heard heard) {
    var caller = dial.caller() == null ? null : dial.caller().uniqueid();
    for (var block : heard.blocks()) {
      var context = block.get("Context");
      if (CONTEXT.equals(context)) {
        group = block.get("Exten");
        channel = caller;
      } else if (caller != null
          && caller.equals(channel)
          && (ONE.contains(context) || FOLLOW_ME.matcher(dial.callee().name()).matches())) {
        group = null;
      }
    }
  }

  private void recording(String file, String of) {
    var name = RECORDING.matcher(file);
    if (name.matches()) {
      group = name.group(1);
      channel = of;
    }
  }

  /** Its number; null where none is known. */
  @Nullable String now() {
    return group;
  }
}
