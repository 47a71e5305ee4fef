package io.ringcard.history;

import static io.ringcard.store.Columns.findInstant;
import static io.ringcard.store.Columns.instant;
import static io.ringcard.store.Columns.utc;

import io.ringcard.history.Progress.Counts;
import io.ringcard.history.Progress.State;
import io.ringcard.kernel.Ref;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Statements on the progress of imports. */
final class HistorySql {

  private static final String BEGIN =
      """
      insert into history_import as h (pbx_id, source, state, started_by) values ($1, $2, 'running', $3)
      on conflict (pbx_id, source) do update set
        state = 'running', reason = null, finished_at = null, run = h.run + 1, seen_at = now(), started_by = excluded.started_by,
        started_at = case when h.state = 'finished' then now() else h.started_at end,
        mark = case when h.state = 'finished' then null else h.mark end,
        read_rows = case when h.state = 'finished' then 0 else h.read_rows end,
        added = case when h.state = 'finished' then 0 else h.added end,
        known = case when h.state = 'finished' then 0 else h.known end,
        found = case when h.state = 'finished' then 0 else h.found end,
        missing = case when h.state = 'finished' then 0 else h.missing end,
        untold = case when h.state = 'finished' then '{}' else h.untold end
      returning id
      """;

  /** Goes on with what broke off, begins what was finished anew. */
  Progress begin(Db db, long pbxId, String source, @Nullable Long startedBy) {
    return get(db, db.get(BEGIN, row -> row.getLong("id"), pbxId, source, startedBy));
  }

  private static final String ALL =
      """
      select h.*, p.name as pbx, u.name as by_name
      from history_import h join pbx p on p.id = h.pbx_id left join app_user u on u.id = h.started_by
      """;

  private static final String GET = ALL + "where h.id = $1";

  Progress get(Db db, long id) {
    return db.get(GET, HistorySql::progress, id);
  }

  Optional<Progress> find(Db db, long id) {
    return db.find(GET, HistorySql::progress, id);
  }

  private static final String LIST = ALL + "order by h.started_at desc, h.id desc limit 50";

  /** The latest fifty. */
  List<Progress> list(Db db) {
    return db.list(LIST, HistorySql::progress);
  }

  private static final String BROKEN_OFF =
      """
      update history_import set state = 'paused', reason = $1, finished_at = null
      where started_by is not null and (state = 'running' or state = 'paused' and reason = $1)
      returning id
      """;

  /** Those that a server ran when it stopped; they are paused from now on. */
  List<Long> brokenOff(Db db) {
    return db.list(BROKEN_OFF, row -> row.getLong("id"), Progress.RESTART);
  }

  private static final String BREAK_OFF =
      "update history_import set reason = $2 where id = $1 and state = 'paused'";

  /** It was not a person who paused it. */
  void breakOff(Db db, long id) {
    db.run(BREAK_OFF, id, Progress.RESTART);
  }

  private static final String PAUSE =
      "update history_import set state = 'paused' where id = $1 and state = 'running'";

  /** For one that says that it runs: if somebody does run it, its next batch is refused. */
  void pause(Db db, long id) {
    db.run(PAUSE, id);
  }

  private static final String EXTENT =
      "update history_import set first_at = $2, last_at = $3 where id = $1";

  void extent(Db db, String id, @Nullable Instant first, @Nullable Instant last) {
    db.run(EXTENT, Long.parseLong(id), utc(first), utc(last));
  }

  private static final String ADVANCE =
      """
      update history_import set mark = $3, read_rows = $4, added = $5, known = $6, found = $7, missing = $8,
        untold = $9::text::jsonb, seen_at = now()
      where id = $1 and run = $2 and state = 'running'
      """;

  /** False when another run has taken over. */
  boolean advance(Db db, Progress to) {
    return db.run(
            ADVANCE,
            Long.parseLong(to.id()),
            to.run(),
            utc(to.mark()),
            to.counts().rows(),
            to.counts().added(),
            to.counts().known(),
            to.counts().found(),
            to.counts().missing(),
            json(to.untold()))
        == 1;
  }

  private static final String END =
      """
      update history_import set state = $3, reason = $4, finished_at = now()
      where id = $1 and run = $2 and state = 'running'
      """;

  void end(Db db, Progress of, State state, @Nullable String reason) {
    db.run(END, Long.parseLong(of.id()), of.run(), slug(state), reason);
  }

  private static final String NAME_FILES = "update history_import set files = $2 where id = $1";

  /** Keeps the names of the files that it had; they are removed. */
  void nameFiles(Db db, String id, List<String> names) {
    db.run(NAME_FILES, Long.parseLong(id), names.toArray(String[]::new));
  }

  private static Progress progress(Row row) {
    var by = row.getLong("started_by");
    return new Progress(
        row.getLong("id").toString(),
        row.getLong("pbx_id"),
        row.getString("pbx"),
        row.getString("source"),
        List.of(row.getArrayOfStrings("files")),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("reason"),
        findInstant(row, "mark"),
        findInstant(row, "first_at"),
        findInstant(row, "last_at"),
        new Counts(
            row.getLong("read_rows"),
            row.getLong("added"),
            row.getLong("known"),
            row.getLong("found"),
            row.getLong("missing")),
        untold(row.getJsonObject("untold")),
        by == null ? null : Ref.of(by, row.getString("by_name")),
        instant(row, "started_at"),
        instant(row, "seen_at"),
        findInstant(row, "finished_at"),
        row.getInteger("run"));
  }

  private static Map<String, Untold.Count> untold(JsonObject json) {
    var counts = new TreeMap<String, Untold.Count>();
    for (var reason : json.fieldNames()) {
      var one = json.getJsonObject(reason);
      var samples = one.getJsonArray("samples").stream().map(String::valueOf).toList();
      counts.put(reason, new Untold.Count(one.getLong("number"), samples));
    }
    return counts;
  }

  private static String json(Map<String, Untold.Count> untold) {
    var json = new JsonObject();
    untold.forEach((reason, count) ->
        json.put(
            reason,
            new JsonObject()
                .put("number", count.number())
                .put("samples", new JsonArray(count.samples()))));
    return json.encode();
  }

  private static String slug(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
