package io.ringcard;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of a command: {@code --name value}. */
final class Options {

  /** The caller's own locale, in the environment: the launcher sets another for this program. */
  static final String CALLER_LOCALE = "CALLER_LOCALE";

  private Options() {}

  /** Fails with the usage when there is anything else. */
  static Map<String, String> read(List<String> arguments, String... known) {
    var options = new HashMap<String, String>();
    for (var i = 0; i < arguments.size(); i += 2) {
      var name = arguments.get(i).replaceFirst("^--", "");
      if (!arguments.get(i).startsWith("--")
          || !List.of(known).contains(name)
          || i + 1 == arguments.size()) {
        throw new IllegalArgumentException(
            "'"
                + arguments.get(i)
                + "' is not understood; options: --"
                + String.join(", --", known));
      }
      options.put(name, arguments.get(i + 1));
    }
    return options;
  }

  static Optional<Path> path(Map<String, String> options, String name) {
    return Optional.ofNullable(options.get(name)).map(text -> Path.of(text).toAbsolutePath());
  }
}
