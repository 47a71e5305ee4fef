package io.ringcard;

import io.ringcard.bench.Stand;
import io.ringcard.calllog.CallLog;
import io.ringcard.demo.Colleagues;
import io.ringcard.demo.DemoPbx;
import io.ringcard.demo.DemoSettings;
import io.ringcard.demo.SampleData;
import io.ringcard.demo.SampleWords;
import io.ringcard.store.Database;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code demo [--port 8080] [--data DIR] [--language ru|en]}: everything on this machine, reachable
 * from it alone. The language is that of the sample people, by the caller's locale unless told.
 */
final class DemoCommand {

  static final ZoneId ZONE = ZoneId.of("Europe/Moscow");
  private static final String PASSWORD = "demo";

  private final Map<String, String> options;
  private final boolean isQuiet;

  private DemoCommand(Map<String, String> options, boolean isQuiet) {
    this.options = options;
    this.isQuiet = isQuiet;
  }

  static void run(List<String> arguments, PrintStream out) throws IOException {
    var parts = new Parts();
    Runtime.getRuntime().addShutdownHook(new Thread(parts::close, "stop"));
    var house = open(Options.read(arguments, "port", "data", "language"), parts);
    out.println();
    out.println("Ringcard is at " + house.address());
    out.println(
        "  anna, boris, oleg, dina   operators at 101 to 104; anna's phone rings within 30 s");
    out.println("  sveta, max, admin         supervisor, manager, administrator");
    out.println("  password of all: " + PASSWORD + "      stop: Ctrl C");
    out.flush();
  }

  /** Starts the demo exchange and the house beside it. */
  static House open(Map<String, String> options, Parts parts) throws IOException {
    return new DemoCommand(options, false).open(parts);
  }

  /** The same without calls: nothing changes but by hand. */
  static House openQuiet(Map<String, String> options, Parts parts) throws IOException {
    return new DemoCommand(options, true).open(parts);
  }

  /** All of it, for a benchmark. */
  static Stand stand(Map<String, String> options) throws IOException {
    var parts = new Parts();
    return new Sample(open(options, parts), parts);
  }

  private record Sample(House house, Parts parts) implements Stand {

    @Override
    public Database db() {
      return house.db();
    }

    @Override
    public CallLog log() {
      return house.log();
    }

    @Override
    public int port() {
      return house.port();
    }

    @Override
    public void close() {
      parts.close();
    }
  }

  private House open(Parts parts) throws IOException {
    var data = Options.path(options, "data").orElse(home());
    Files.createDirectories(data);
    var busy = DemoSettings.in(data.resolve("recordings"), ZONE);
    var exchange = isQuiet ? busy.quiet() : busy;
    var locale = Optional.ofNullable(System.getenv(Options.CALLER_LOCALE)).orElse("");
    var words = SampleWords.of(options.getOrDefault("language", locale));
    var house = parts.add(open(data, words, exchange, parts.add(DemoPbx.start(exchange))));
    parts.add(Colleagues.start(house.address(), PASSWORD, words));
    return house;
  }

  private House open(Path data, SampleWords words, DemoSettings exchange, DemoPbx pbx)
      throws IOException {
    var values = new HashMap<String, String>();
    values.put("zone", ZONE.getId());
    values.put("data", data.toString());
    values.put("http.port", Optional.ofNullable(options.get("port")).orElse("8080"));
    values.put("pbx.name", "demo");
    values.put("pbx.host", "127.0.0.1");
    values.put("pbx.port", Integer.toString(pbx.port()));
    values.put("pbx.user", exchange.user());
    values.put("pbx.secret", exchange.secret());
    values.put("pbx.ownNumbers", String.join(",", DemoPbx.ownNumbers()));
    values.put("recordings.folder", pbx.recordings().toString());
    var settings = Settings.read(SettingsSource.of(values));
    return House.open(
        settings,
        (db, pbxId, passwords) ->
            SampleData.seed(
                db, words, Instant.now(), ZONE, pbxId, pbx.recordings(), passwords.hash(PASSWORD)));
  }

  private static Path home() {
    var share = System.getenv("XDG_DATA_HOME");
    var base =
        share == null || share.isBlank()
            ? Path.of(Optional.ofNullable(System.getenv("HOME")).orElse("."), ".local", "share")
            : Path.of(share);
    return base.resolve("ringcard-demo");
  }
}
