package io.ringcard;

import io.ringcard.store.Database;
import io.ringcard.store.DatabaseSettings;
import io.ringcard.store.EmbeddedDatabase;
import io.ringcard.store.Migrations;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Optional;

/**
 * The database of the settings, or the embedded one in the data folder, with the schema of this
 * version.
 */
final class Stores {

  private Stores() {}

  /** See {@link Database#open(Vertx, Vertx, DatabaseSettings)}. */
  static Database open(Vertx vertx, Vertx urgentVertx, Settings settings, Parts parts) {
    var where = settings.database().orElseGet(() -> embedded(settings, parts));
    Migrations.run(where);
    return Database.open(vertx, urgentVertx, where);
  }

  /** Beside a server that may be running: its embedded database is used as it stands. */
  static Database join(Vertx vertx, Settings settings, Parts parts) throws IOException {
    var running =
        settings.database().isPresent()
            ? Optional.<DatabaseSettings>empty()
            : EmbeddedDatabase.findRunning(settings.data().resolve("postgres"));
    return running.isPresent()
        ? Database.open(vertx, running.get())
        : open(vertx, vertx, settings, parts);
  }

  private static DatabaseSettings embedded(Settings settings, Parts parts) {
    return parts.add(EmbeddedDatabase.open(settings.data().resolve("postgres"))).settings();
  }
}
