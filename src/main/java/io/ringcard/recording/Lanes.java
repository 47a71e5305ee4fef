package io.ringcard.recording;

import java.util.HashSet;
import java.util.List;

/**
 * The file names of a recording in lanes, as MixMonitor with {@code r()} and {@code t()} writes
 * them in our configuration: {@code X.wav} is mixed, {@code X-rx.wav} what the client said, {@code
 * X-tx.wav} what the client heard.
 */
final class Lanes {

  private static final String END = ".wav";

  private Lanes() {}

  static String operator(String mixed) {
    return base(mixed) + "-tx" + END;
  }

  static String client(String mixed) {
    return base(mixed) + "-rx" + END;
  }

  /**
   * The files that are recordings of their own: lanes of a file that is there as well are left out.
   */
  static List<String> withoutLanes(List<String> files) {
    var lanes = new HashSet<String>();
    for (var file : files) {
      lanes.add(operator(file));
      lanes.add(client(file));
    }
    return files.stream().filter(file -> !lanes.contains(file)).toList();
  }

  /** The mixed file that this one is a lane of, or the file itself. */
  static String mixed(String file) {
    return file.replaceFirst("-[rt]x\\.wav$", END);
  }

  private static String base(String mixed) {
    return mixed.endsWith(END) ? mixed.substring(0, mixed.length() - END.length()) : mixed;
  }
}
