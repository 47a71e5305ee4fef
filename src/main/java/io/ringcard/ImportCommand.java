package io.ringcard;

import io.ringcard.calllog.CallLog;
import io.ringcard.calllog.Tallies;
import io.ringcard.client.Matches;
import io.ringcard.exchange.Exchange;
import io.ringcard.exchange.ExchangeBook;
import io.ringcard.history.History;
import io.ringcard.history.Imports;
import io.ringcard.history.Progress;
import io.ringcard.history.Rate;
import io.ringcard.history.SourceFault;
import io.ringcard.numbering.StoredNumberRules;
import io.ringcard.recording.Recordings;
import io.ringcard.setting.StoredSettings;
import io.ringcard.staff.Extensions;
import io.ringcard.store.Db;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * {@code import --from SOURCE [--pbx NAME | --new-pbx NAME] [--config ringcard.yaml]}: takes over
 * the calls that an exchange has kept from before, into the database of these settings, beside a
 * running server or without one. An exchange that is no more is made by its name. The password of
 * the source comes from {@code RINGCARD_IMPORT_PASSWORD} or the file that {@code
 * RINGCARD_IMPORT_PASSWORD_FILE} names.
 */
final class ImportCommand {

  private static final int WIDTH = 40;
  private static final double PERCENT = 100;

  /** For the batch that is just written, when somebody breaks it off. */
  private static final int PATIENCE_SECONDS = 20;

  private final PrintStream out;
  private final boolean terminal;
  private final Rate rate = new Rate(InstantSource.system());
  private final AtomicBoolean stop = new AtomicBoolean();
  private final CountDownLatch told = new CountDownLatch(1);

  private ImportCommand(PrintStream out) {
    this.out = out;
    this.terminal = System.console() != null && System.console().isTerminal();
  }

  /** The exit status: 0 when all of the source was read, else 1. */
  static int run(List<String> arguments, Map<String, String> environment, PrintStream out)
      throws IOException {
    var options = Options.read(arguments, "config", "pbx", "new-pbx", "from");
    var from = options.get("from");
    if (from == null || from.isBlank()) {
      throw new IllegalArgumentException("--from names the source, './ringcard help' tells how");
    }
    var file =
        Options.path(options, "config")
            .or(() -> Optional.of(Path.of("ringcard.yaml")).filter(Files::exists));
    var source = SettingsSource.read(file, environment);
    var password = source.find("import.password").orElse("");
    var settings = ServeCommand.settings(source);
    var command = new ImportCommand(out);
    try {
      var end = command.run(settings, options, from, password);
      command.endLine();
      new ImportSum(out).print(end);
      return end.state() == Progress.State.FINISHED ? 0 : 1;
    } catch (SourceFault e) {
      throw new IllegalStateException(
          "the source cannot be read: " + ImportSum.fault(e.reason()), e);
    } finally {
      command.told.countDown();
    }
  }

  /** Ctrl-C: what is just written stands, and how far it is gets told. */
  private void breakOff() {
    stop.set(true);
    try {
      told.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The name of the one whose calls they are: the only one that there is, the file's or the page's;
   * of several somebody has to say it.
   */
  private static String exchange(
      Map<String, String> options, Settings settings, ExchangeBook book) {
    var made = options.get("new-pbx");
    var named = options.get("pbx");
    if (made != null && named != null) {
      throw new IllegalArgumentException("--pbx and --new-pbx: only one of them");
    }
    if (made != null) {
      return made;
    }
    var names =
        Stream.concat(
                settings.pbx().map(Settings.Pbx::name).stream(),
                book.list().stream().map(Exchange::name))
            .distinct()
            .toList();
    if (named == null && names.size() == 1) {
      return names.getFirst();
    }
    if (named != null && names.contains(named)) {
      return named;
    }
    throw new IllegalArgumentException(
        (named == null ? "" : "no exchange is called '" + named + "'; ")
            + (names.isEmpty() ? "" : "--pbx names one of: " + String.join(", ", names) + "; ")
            + "--new-pbx names one that is made for its old calls");
  }

  private Progress run(Settings settings, Map<String, String> options, String from, String password)
      throws IOException, SourceFault {
    var parts = new Parts();
    try {
      var vertx = Vertx.vertx();
      parts.add(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
      var db = parts.add(Stores.join(vertx, settings, parts));
      new Tallies().begin(db, settings.zone());
      var recordings = parts.add(new Recordings(db, settings.recordings(), id -> {}));
      var book = new ExchangeBook(db);
      var pbx = exchange(options, settings, book);
      var log = log(db, settings, book, recordings);
      var id = log.pbx(pbx).id();
      var withMade = new ExchangeBook(db);
      var history = history(db, log, settings, withMade.find(id));
      Runtime.getRuntime().addShutdownHook(new Thread(this::breakOff, "import-stop"));
      return history.run(id, from, password, stop::get, this::show);
    } finally {
      parts.close();
    }
  }

  private static CallLog log(Db db, Settings settings, ExchangeBook book, Recordings recordings) {
    var matches = new Matches(book.ownNumbers());
    var rules = new StoredNumberRules(new StoredSettings(db, Clock.systemUTC()));
    var callers = new Callers(settings.region(), book, rules, matches, new Extensions(db));
    return new CallLog(db, callers, List.of(recordings), List.of());
  }

  /** What the page starts; what a stop of the server broke off goes on at once. */
  static Imports imports(Db db, CallLog log, Settings settings, ExchangeBook book, News news) {
    return new Imports(
            db,
            pbxId -> history(db, log, settings, book.find(pbxId)),
            settings.data(),
            () -> book.list().stream().map(Exchange::id).toList(),
            news.changed("history"))
        .start();
  }

  /** By what is known of the exchange; of one that only its history is left of, by the file's. */
  private static History history(Db db, CallLog log, Settings settings, Optional<Exchange> known) {
    var folder = settings.recordings().folder();
    var exchange =
        known
            .filter(one -> one.host() != null)
            .or(() -> settings.pbx().map(pbx -> pbx.exchange(folder)))
            .or(() -> known)
            .orElseThrow(() -> new IllegalArgumentException("no exchange is called so"));
    var recordings = exchange.recordings();
    return new History(
        db,
        log,
        exchange.profile(),
        exchange.context(),
        recordings == null ? folder : Path.of(recordings));
  }

  /** One line that is written over on a terminal; elsewhere only the sum at the end. */
  private void show(Progress now) {
    rate.take(now);
    if (!terminal) {
      return;
    }
    var done = now.done() == null ? 0 : now.done();
    var bar = "#".repeat((int) (done * WIDTH));
    System.err.printf(
        Locale.ROOT,
        "\r[%-" + WIDTH + "s] %5.1f %%  %,d rows, %,d calls%s\033[K",
        bar,
        done * PERCENT,
        now.counts().rows(),
        now.counts().added() + now.counts().known(),
        pace());
    System.err.flush();
  }

  private String pace() {
    var speed = rate.rowsPerSecond();
    var left = rate.secondsLeft();
    return (speed == null ? "" : String.format(Locale.ROOT, ", %,.0f rows/s", speed))
        + (left == null ? "" : ", " + clock(Duration.ofSeconds(left.longValue())) + " left");
  }

  private static String clock(Duration time) {
    return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
  }

  private void endLine() {
    if (terminal) {
      System.err.println();
    }
  }
}
