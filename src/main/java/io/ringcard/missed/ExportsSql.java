package io.ringcard.missed;

import io.ringcard.export.ExportFormat;
import io.ringcard.store.Columns;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The list of what left the house. */
final class ExportsSql {

  private static final String EXPORTED =
      "insert into call_export (user_id, at, format, filter, calls) values ($1, $2, $3, $4, $5)";

  void exported(
      Db db,
      long userId,
      Instant at,
      ExportFormat format,
      DeskFilter filter,
      List<MissedLine> lines) {
    var asked =
        new JsonObject()
            .put("missed", filter.scope().name().toLowerCase(Locale.ROOT))
            .put("over", filter.over())
            .put("from", filter.from())
            .put("to", filter.to())
            .put("owner", filter.owner())
            .put("queue", filter.queue())
            .put("text", filter.text());
    asked.getMap().values().removeIf(value -> value == null);
    var calls = lines.stream().mapToLong(MissedLine::theirs).sum();
    db.run(EXPORTED, userId, Columns.utc(at), format.slug(), new JsonObject(asked.encode()), calls);
  }
}
