package io.ringcard.ami;

import io.ringcard.pbx.MixMonitorCall;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxEvent.Channel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names of recordings. MixMonitorStart has none: they come with the application's arguments, with
 * the variable MIXMONITOR_FILENAME, or, when the account may see neither, with the call detail
 * record.
 */
final class AmiRecordings {

  private AmiRecordings() {}

  static @Nullable PbxEvent newexten(AmiBlock block, @Nullable Instant received) {
    if (!block.get("Application").equals("MixMonitor")) {
      return null;
    }
    var channel = AmiTranslator.channel(block, "");
    var data = block.get("AppData");
    if (channel == null || data.isEmpty()) {
      return null;
    }
    return MixMonitorCall.read(AmiTranslator.time(block, received), channel, data);
  }

  static @Nullable PbxEvent read(String name, AmiBlock block, @Nullable Instant at) {
    if (name.equals("Cdr")) {
      return fromRecord(block, at);
    }
    var channel = AmiTranslator.channel(block, "");
    if (channel == null) {
      return null;
    }
    return name.equals("MixMonitorStart")
        ? new PbxEvent.RecordingStarted(at, channel, List.of(), true)
        : new PbxEvent.RecordingStopped(at, channel);
  }

  /** The record's field named as FreePBX and our configuration name it. */
  private static @Nullable PbxEvent fromRecord(AmiBlock block, @Nullable Instant at) {
    var uniqueid = block.known("UniqueID");
    var file = block.known("RecordingFile");
    if (uniqueid == null || file == null) {
      return null;
    }
    var channel = new Channel(uniqueid, block.get("LinkedID"), block.get("Channel"));
    return new PbxEvent.RecordingTold(at, channel, MixMonitorCall.fileName(file));
  }
}
