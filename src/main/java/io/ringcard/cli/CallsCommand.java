package io.ringcard.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringcard.ami.AmiCapture;
import io.ringcard.call.Call;
import io.ringcard.call.CallEvent;
import io.ringcard.call.LiveCalls;
import io.ringcard.cel.CelStream;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code calls [--cel] [--profile FILE] PATH…}: the calls of recorded streams, one JSON object
 * each; with {@code --cel} from the exchange's own records alone.
 */
public final class CallsCommand {

  private static final String USAGE = "usage: ringcard calls [--cel] [--profile FILE] PATH…";
  private static final String RECORDS = "cel.csv";
  private static final int BUFFER = 64 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintStream out;
  private final PrintStream err;
  private PbxProfile profile = PbxProfile.standard();
  private boolean cel;

  public CallsCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** The exit status: 0 when every path could be read, 1 when one could not, 2 for a wrong use. */
  public int run(List<String> arguments) {
    var rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty() && rest.getFirst().startsWith("--")) {
      var status = option(rest);
      if (status > 0) {
        return status;
      }
    }
    return rest.isEmpty() ? misused() : print(rest);
  }

  private int option(Deque<String> rest) {
    return switch (rest.removeFirst()) {
      case "--cel" -> {
        cel = true;
        yield 0;
      }
      case "--profile" -> rest.isEmpty() ? misused() : readProfile(rest.removeFirst());
      default -> misused();
    };
  }

  private int misused() {
    err.println(USAGE);
    return 2;
  }

  private int readProfile(String file) {
    try (var reader = Files.newBufferedReader(Path.of(file))) {
      profile = PbxProfile.read(reader);
      return 0;
    } catch (IOException | IllegalArgumentException broken) {
      err.println("ringcard: cannot read the profile " + file + ": " + broken);
      return 1;
    }
  }

  private int print(Collection<String> paths) {
    var status = 0;
    for (var path : paths) {
      var files = cel ? records(Path.of(path)) : AmiCapture.files(Path.of(path));
      if (files.isEmpty()) {
        err.println("ringcard: " + path + " holds no " + (cel ? RECORDS : "ami.raw") + ", skipped");
        continue;
      }
      try {
        for (var call : cel ? recorded(profile, files, err) : calls(profile, files)) {
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

  private static List<Path> records(Path path) {
    var file = Files.isDirectory(path) ? path.resolve(RECORDS) : path;
    return Files.isDirectory(path) && !Files.exists(file) ? List.of() : List.of(file);
  }

  /** The last snapshot of each call in order of their beginning. */
  static Collection<Call> calls(PbxProfile profile, List<Path> files) throws IOException {
    var live = new LiveCalls(profile);
    var calls = new LinkedHashMap<String, Call>();
    new AmiCapture(profile).read(files, (order, event) -> keep(calls, live.hear(order, event)));
    keep(calls, live.giveUpAll(Long.MAX_VALUE));
    return calls.values();
  }

  /** The same from CEL; rows that cannot be read are named on {@code err}. */
  static List<Call> recorded(PbxProfile profile, List<Path> files, PrintStream err)
      throws IOException {
    var live = new LiveCalls(profile);
    var calls = new LinkedHashMap<String, Call>();
    for (var file : files) {
      var stream =
          new CelStream(
              profile,
              new CelStream.Sink() {
                @Override
                public void event(long order, PbxEvent event) {
                  keep(calls, live.hear(order, event));
                }

                @Override
                public void broken(String reason, String line) {
                  err.println("ringcard: a row of " + file + " is no CEL (" + reason + ")");
                }
              });
      try (var in = Files.newInputStream(file)) {
        var buffer = new byte[BUFFER];
        for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          stream.feed(buffer, n);
        }
      }
      stream.flush();
    }
    keep(calls, live.giveUpAll(Long.MAX_VALUE));
    return calls.values().stream().map(Call::fromRecords).toList();
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
