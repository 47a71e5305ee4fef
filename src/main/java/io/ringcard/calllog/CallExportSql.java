package io.ringcard.calllog;

import io.ringcard.export.ExportFormat;
import io.ringcard.store.Columns;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** The list of what left the house. */
final class CallExportSql {

  private static final String EXPORTED =
      "insert into call_export (user_id, at, format, filter, calls) values ($1, $2, $3, $4, $5)";

  void exported(
      Db db, long userId, Instant at, ExportFormat format, CallFilter filter, long calls) {
    var asked =
        new JsonObject()
            .put("from", filter.from())
            .put("to", filter.to())
            .put("operator", filter.operator())
            .put("team", filter.team())
            .put("client", filter.client())
            .put("digits", filter.digits())
            .put("direction", filter.direction())
            .put("result", filter.result())
            .put("outcome", filter.outcome())
            .put("queue", filter.queue())
            .put("pbx", filter.pbx())
            .put("recording", filter.recording())
            .put("certainty", filter.certainty())
            .put("minTalkSeconds", filter.minTalkSeconds())
            .put("maxTalkSeconds", filter.maxTalkSeconds())
            .put("segment", filter.segment());
    var hours = filter.hours();
    if (hours != null) {
      asked.put("weekday", hours.weekday()).put("hour", hours.hour());
    }
    asked.getMap().values().removeIf(value -> value == null);
    db.run(EXPORTED, userId, Columns.utc(at), format.slug(), new JsonObject(asked.encode()), calls);
  }
}
