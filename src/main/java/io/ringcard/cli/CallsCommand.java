package io.ringcard.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringcard.ami.AmiCapture;
import io.ringcard.call.Call;
import io.ringcard.call.CallEvent;
import io.ringcard.call.LiveCalls;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code calls [--profile FILE] PATH…}: the calls of recorded streams, one JSON object each. */
public final class CallsCommand {

  private static final String USAGE = "usage: ringcard calls [--profile FILE] PATH…";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintStream out;
  private final PrintStream err;

  public CallsCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** The exit status: 0 when every path could be read, 1 when one could not, 2 for a wrong use. */
  public int run(List<String> arguments) {
    var profile = PbxProfile.standard();
    var paths = arguments;
    if (!arguments.isEmpty() && arguments.getFirst().equals("--profile")) {
      if (arguments.size() < 2) {
        err.println(USAGE);
        return 2;
      }
      try (var reader = Files.newBufferedReader(Path.of(arguments.get(1)))) {
        profile = PbxProfile.read(reader);
      } catch (IOException | IllegalArgumentException broken) {
        err.println("ringcard: cannot read the profile " + arguments.get(1) + ": " + broken);
        return 1;
      }
      paths = arguments.subList(2, arguments.size());
    }
    if (paths.isEmpty() || paths.getFirst().startsWith("--")) {
      err.println(USAGE);
      return 2;
    }
    return print(profile, paths);
  }

  private int print(PbxProfile profile, List<String> paths) {
    var status = 0;
    for (var path : paths) {
      var files = AmiCapture.files(Path.of(path));
      if (files.isEmpty()) {
        err.println("ringcard: " + path + " holds no ami.raw, skipped");
        continue;
      }
      try {
        for (var call : calls(profile, files)) {
          out.println(JSON.writeValueAsString(CallJson.of(path, call)));
        }
      } catch (IOException broken) {
        err.println("ringcard: cannot read " + path + ": " + broken);
        status = 1;
      }
    }
    out.flush();
    return status;
  }

  /** The last snapshot of each call in order of their beginning. */
  static Collection<Call> calls(PbxProfile profile, List<Path> files) throws IOException {
    var live = new LiveCalls(profile);
    var calls = new LinkedHashMap<String, Call>();
    new AmiCapture(profile).read(files, (order, event) -> keep(calls, live.hear(order, event)));
    keep(calls, live.giveUpAll(Long.MAX_VALUE));
    return calls.values();
  }

  static void keep(Map<String, Call> calls, List<CallEvent> events) {
    for (var event : events) {
      if (event instanceof CallEvent.Absorbed absorbed) {
        calls.remove(absorbed.linkedid());
      }
      calls.put(event.call().linkedid(), event.call());
    }
  }
}
