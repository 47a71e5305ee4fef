package io.ringcard.pbx;

import io.ringcard.pbx.PbxEvent.Channel;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** The arguments with which the dialplan starts MixMonitor. */
public final class MixMonitorCall {

  private MixMonitorCall() {}

  /**
   * {@code file,options,command}: of the options r() and t() name files, b asks for a bridge. A
   * column of an exchange's database cuts long ones: a name without its end is none.
   */
  public static PbxEvent.RecordingStarted read(@Nullable Instant at, Channel channel, String data) {
    var comma = data.indexOf(',');
    var files = new ArrayList<String>();
    files.add(fileName(comma < 0 ? data : data.substring(0, comma)));
    var onlyBridged = false;
    for (var i = comma + 1; comma >= 0 && i < data.length() && data.charAt(i) != ','; i++) {
      var option = data.charAt(i);
      onlyBridged |= option == 'b';
      if (i + 1 < data.length() && data.charAt(i + 1) == '(') {
        var close = data.indexOf(')', i);
        if (close < 0) {
          break;
        }
        if (option == 'r' || option == 't') {
          files.add(fileName(data.substring(i + 2, close)));
        }
        i = close;
      }
    }
    return new PbxEvent.RecordingStarted(at, channel, files, onlyBridged);
  }

  /** The last part of a path. */
  public static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
