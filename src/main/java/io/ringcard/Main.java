package io.ringcard;

import io.ringcard.bench.BenchCommand;
import io.ringcard.bench.Effort;
import io.ringcard.bench.Stand;
import io.ringcard.cli.CallsCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The way in: the first argument is the command, the others are its own. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    var command = arguments.length == 0 ? "" : arguments[0];
    var rest = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
    try {
      switch (command) {
        case "demo" -> DemoCommand.run(rest, out);
        case "serve" -> ServeCommand.run(rest, out);
        case "bench" -> bench(rest, out);
        case "doctor" -> System.exit(DoctorCommand.run(rest, System.getenv(), out));
        case "import" -> System.exit(ImportCommand.run(rest, System.getenv(), out));
        case "calls" -> System.exit(new CallsCommand(out, System.err).run(rest));
        default -> throw new IllegalArgumentException("no command '" + command + "'");
      }
    } catch (IllegalArgumentException | IllegalStateException | IOException e) {
      System.err.println("ringcard: " + e.getMessage());
      System.exit(2);
    } catch (InterruptedException e) {
      System.exit(130);
    }
  }

  private static void bench(List<String> arguments, PrintStream out) throws IOException {
    if (!arguments.isEmpty() && arguments.getFirst().equals("generate")) {
      GenerateCommand.run(arguments.subList(1, arguments.size()), out);
    } else {
      System.exit(
          new BenchCommand(out, System.err, Main::stand, DemoCommand::stand, Effort.WHOLE)
              .run(arguments));
    }
  }

  /** The whole server, for a benchmark. */
  static Stand stand(Map<String, String> settings) throws IOException {
    return House.open(Settings.read(SettingsSource.of(settings)), (db, pbx, passwords) -> {});
  }
}
