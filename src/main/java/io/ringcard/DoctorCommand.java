package io.ringcard;

import io.ringcard.doctor.Check;
import io.ringcard.doctor.Doctor;
import io.ringcard.doctor.Report;
import io.ringcard.doctor.Subject;
import io.ringcard.doctor.Words;
import io.ringcard.exchange.ExchangeBook;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.ringcard.store.Database;
import io.ringcard.store.DatabaseSettings;
import io.ringcard.store.DbException;
import io.ringcard.store.EmbeddedDatabase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * {@code doctor [--config ringcard.yaml] [--language ru|en] [--json] [--repair]}: examines what the
 * server of these settings would lean on; with {@code --repair} makes sums anew that differ from
 * the log.
 */
final class DoctorCommand {

  private static final String CONFIG = "config";

  private final Map<String, String> environment;
  private final boolean repair;
  private final List<Check> checks = new ArrayList<>();
  private ZoneId zone = ZoneId.systemDefault();

  private DoctorCommand(Map<String, String> environment, boolean repair) {
    this.environment = environment;
    this.repair = repair;
  }

  /** The exit status: 0 when nothing is red, else 1. */
  static int run(List<String> arguments, Map<String, String> environment, PrintStream out)
      throws InterruptedException {
    var json = arguments.contains("--json");
    var flags = Set.of("--json", "--repair");
    var others = arguments.stream().filter(argument -> !flags.contains(argument)).toList();
    var options = Options.read(others, "config", "language");
    var language =
        options.getOrDefault("language", environment.getOrDefault(Options.CALLER_LOCALE, ""));
    var command = new DoctorCommand(environment, arguments.contains("--repair"));
    command.examine(Options.path(options, "config"));
    var report = new Report(command.checks, Words.of(language, command.zone));
    if (json) {
      report.printJson(out);
    } else {
      report.print(out, isTerminal(environment));
    }
    return report.isWell() ? 0 : 1;
  }

  private static boolean isTerminal(Map<String, String> environment) {
    var console = System.console();
    return console != null && console.isTerminal() && !environment.containsKey("NO_COLOR");
  }

  private void examine(Optional<Path> given) throws InterruptedException {
    var file = given.or(() -> Optional.of(Path.of("ringcard.yaml")).filter(Files::exists));
    var settings = settings(file);
    if (settings.isPresent()) {
      zone = settings.get().zone();
      checks.addAll(Doctor.examine(subject(settings.get()), Clock.systemUTC()));
    }
  }

  private Optional<Settings> settings(Optional<Path> file) {
    var name = file.map(Path::toString).orElse("RINGCARD_…");
    try {
      return settings(SettingsSource.read(file, environment), name);
    } catch (ProblemException e) {
      checks.add(fault(e.problem(), name, OptionalInt.empty()));
    } catch (IllegalArgumentException | IllegalStateException e) {
      checks.add(Check.fail(CONFIG, "config.unread", String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  private Optional<Settings> settings(SettingsSource source, String name) {
    try {
      var settings = Settings.read(source);
      checks.add(Check.ok(CONFIG, name));
      for (var key : source.unknown()) {
        checks.add(Check.warn(CONFIG, "config.misspelt", name, source.line(key).orElse(0), key));
      }
      return Optional.of(settings);
    } catch (ProblemException e) {
      var line =
          e.problem() instanceof Problem.Invalid(var key, _, _)
              ? source.line(key)
              : OptionalInt.empty();
      checks.add(fault(e.problem(), name, line));
      return Optional.empty();
    }
  }

  private static Check fault(Problem problem, String name, OptionalInt line) {
    if (!(problem instanceof Problem.Invalid(var key, var reason, _))) {
      return Check.fail(CONFIG, "config.unread", problem);
    }
    return line.isPresent()
        ? Check.fail(CONFIG, "config.fault." + reason, name + ":" + line.getAsInt(), key)
        : Check.fail(CONFIG, "config.fault." + reason, name, key);
  }

  /** The file's exchange, and those made in the page when the database can tell of them. */
  private static List<Subject.Exchange> exchanges(Settings settings) {
    var all = new ArrayList<Subject.Exchange>();
    var stored = stored(settings);
    settings
        .pbx()
        .ifPresent(pbx -> {
          var id =
              stored.stream()
                  .filter(one -> one.name().equals(pbx.name()))
                  .mapToLong(Subject.Exchange::id)
                  .findFirst()
                  .orElse(0);
          all.add(
              new Subject.Exchange(
                  id,
                  pbx.name(),
                  pbx.ami(),
                  pbx.context(),
                  settings.recordings().folder(),
                  pbx.cel(),
                  pbx.celPassword().orElse(""),
                  false));
        });
    var names = all.stream().map(Subject.Exchange::name).toList();
    stored.stream().filter(one -> !names.contains(one.name())).forEach(all::add);
    return all;
  }

  /** Empty when the database does not answer, of which the lines about it tell. */
  private static List<Subject.Exchange> stored(Settings settings) {
    var vertx = Vertx.vertx();
    try {
      var where = settings.database().or(() -> embedded(settings));
      if (where.isEmpty()) {
        return List.of();
      }
      try (var db = Database.open(vertx, where.get())) {
        return new ExchangeBook(db).subjects();
      }
    } catch (ProblemException | DbException away) {
      return List.of();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static Optional<DatabaseSettings> embedded(Settings settings) {
    try {
      return EmbeddedDatabase.find(settings.data().resolve("postgres"));
    } catch (IOException | NumberFormatException unread) {
      return Optional.empty();
    }
  }

  private Subject subject(Settings settings) {
    return new Subject(
        exchanges(settings),
        settings.database(),
        settings.http(),
        settings.recordings(),
        settings.data(),
        repair);
  }
}
