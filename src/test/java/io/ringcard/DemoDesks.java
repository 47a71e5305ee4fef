package io.ringcard;

import io.ringcard.testkit.Desks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The demo with its sample data, and a browser before it. */
final class DemoDesks {

  private DemoDesks() {}

  static Desks open(Path home) throws IOException {
    var parts = new Parts();
    return desks(parts, DemoCommand.open(options(home), parts));
  }

  /** Where nobody calls, so that nothing changes but by the hands before it. */
  static Desks openQuiet(Path home) throws IOException {
    var parts = new Parts();
    return desks(parts, DemoCommand.openQuiet(options(home), parts));
  }

  static Map<String, String> options(Path home) {
    return Map.of("port", "0", "data", home.toString());
  }

  private static Desks desks(Parts parts, House house) {
    return new Desks(parts, house.address(), "demo");
  }
}
