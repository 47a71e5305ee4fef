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
    var house = DemoCommand.open(Map.of("port", "0", "data", home.toString()), parts);
    return new Desks(parts, house.address(), "demo");
  }
}
