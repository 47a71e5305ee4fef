package io.ringcard;

import io.ringcard.store.Database;
import io.ringcard.store.DatabaseSettings;
import io.ringcard.store.EmbeddedDatabase;
import io.ringcard.store.Migrations;
import io.vertx.core.Vertx;

/**
 * The database of the settings, or the embedded one in the data folder, with the schema of this
 * version.
 */
final class Stores {

  private Stores() {}

  static Database open(Vertx vertx, Settings settings, Parts parts) {
    var where = settings.database().orElseGet(() -> embedded(settings, parts));
    Migrations.run(where);
    return Database.open(vertx, where);
  }

  private static DatabaseSettings embedded(Settings settings, Parts parts) {
    return parts.add(EmbeddedDatabase.open(settings.data().resolve("postgres"))).settings();
  }
}
