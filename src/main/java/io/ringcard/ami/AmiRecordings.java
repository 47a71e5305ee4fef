package io.ringcard.ami;

import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxEvent.Channel;
import java.time.Instant;
import java.util.ArrayList;
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
    return started(AmiTranslator.time(block, received), channel, data);
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
    return new PbxEvent.RecordingTold(at, channel, AmiText.fileName(file));
  }

  /** {@code file,options,command}: of the options r() and t() name files, b asks for a bridge. */
  private static PbxEvent started(@Nullable Instant at, Channel channel, String data) {
    var comma = data.indexOf(',');
    var files = new ArrayList<String>();
    files.add(AmiText.fileName(comma < 0 ? data : data.substring(0, comma)));
    var onlyBridged = false;
    for (var i = comma + 1; comma >= 0 && i < data.length() && data.charAt(i) != ','; i++) {
      var option = data.charAt(i);
      onlyBridged |= option == 'b';
      if (i + 1 < data.length() && data.charAt(i + 1) == '(') {
        var close = data.indexOf(')', i);
        var end = close < 0 ? data.length() : close;
        if (option == 'r' || option == 't') {
          files.add(AmiText.fileName(data.substring(i + 2, end)));
        }
        i = end;
      }
    }
    return new PbxEvent.RecordingStarted(at, channel, files, onlyBridged);
  }
}
