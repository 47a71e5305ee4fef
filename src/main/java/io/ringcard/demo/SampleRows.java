package io.ringcard.demo;

import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rows of the sample data in the making, with the ids that they will have; written at the end,
 * each table by batches, those first that others refer to.
 */
final class SampleRows {

  private static final List<String> ORDER =
      List.of(
          "client",
          "client_phone",
          "client_email",
          "call",
          "call_operator",
          "recording",
          "deal",
          "deal_step",
          "call_outcome",
          "plan",
          "note",
          "call_effect");

  private static final int BATCH = 1000;

  private final Db db;
  private final SampleSql sql;
  private final Map<String, Iterator<Long>> ids = new HashMap<>();
  private final Map<String, List<JsonObject>> rows = new LinkedHashMap<>();

  SampleRows(Db db, SampleSql sql) {
    this.db = db;
    this.sql = sql;
    ORDER.forEach(table -> rows.put(table, new ArrayList<>()));
  }

  /** A new id in that table. */
  long id(String table) {
    var given = ids.getOrDefault(table, Collections.emptyIterator());
    if (!given.hasNext()) {
      given = sql.ids(db, table, BATCH);
      ids.put(table, given);
    }
    return given.next();
  }

  /** All rows of a table have the same members, its columns. */
  void add(String table, JsonObject row) {
    Objects.requireNonNull(rows.get(table), table).add(row);
  }

  void write() {
    rows.forEach((table, all) -> {
      for (var from = 0; from < all.size(); from += BATCH) {
        sql.insert(db, table, all.subList(from, Math.min(from + BATCH, all.size())));
      }
    });
    sql.analyze(db);
  }
}
