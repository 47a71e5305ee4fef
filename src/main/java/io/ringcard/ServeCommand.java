package io.ringcard;

import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code serve [--config ringcard.yaml]}: production, by the settings of the file and of the
 * environment.
 */
final class ServeCommand {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private ServeCommand() {}

  static void run(List<String> arguments, PrintStream out) throws IOException {
    var given = Options.path(Options.read(arguments, "config"), "config");
    var file = given.or(() -> Optional.of(Path.of("ringcard.yaml")).filter(Files::exists));
    var settings = settings(SettingsSource.read(file, System.getenv()));
    Files.createDirectories(settings.data(), OWNER_ONLY);
    var house = House.open(settings, (db, pbxId, passwords) -> {});
    Runtime.getRuntime().addShutdownHook(new Thread(house::close, "stop"));
    out.println("Ringcard is at " + house.address());
    out.flush();
  }

  static Settings settings(SettingsSource source) {
    try {
      return Settings.read(source);
    } catch (ProblemException e) {
      var what =
          e.problem() instanceof Problem.Invalid(var key, var reason, _)
              ? "setting " + key + ": " + reason
              : e.problem().toString();
      throw new IllegalArgumentException(what, e);
    }
  }
}
