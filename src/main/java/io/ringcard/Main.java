package io.ringcard;

import io.ringcard.cli.CallsCommand;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The way in: the first argument is the command, the others are its own. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    var command = arguments.length == 0 ? "" : arguments[0];
    var rest = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
    var status =
        switch (command) {
          case "calls" -> new CallsCommand(out, System.err).run(rest);
          default -> {
            System.err.println("ringcard: no command '" + command + "'");
            yield 2;
          }
        };
    out.flush();
    System.exit(status);
  }
}
