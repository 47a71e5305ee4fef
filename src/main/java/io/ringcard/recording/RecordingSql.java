package io.ringcard.recording;

import io.ringcard.store.Db;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements over recordings and the log of listening. */
final class RecordingSql {

  /** A file that a call has named. */
  record Expected(long callId, long pbxId, String file) {}

  private static final String EXPECT =
      """
      insert into recording (call_id, pbx_id, file)
      select * from unnest($1::bigint[], $2::bigint[], $3::text[])
      on conflict (pbx_id, file) do nothing
      """;

  void expect(Db db, List<Expected> files) {
    db.run(
        EXPECT,
        files.stream().map(Expected::callId).toArray(Long[]::new),
        files.stream().map(Expected::pbxId).toArray(Long[]::new),
        files.stream().map(Expected::file).toArray(String[]::new));
  }

  private static final String PENDING =
      """
      select r.* from recording r join call c on c.id = r.call_id
      where r.state = 'pending' and c.state = 'closed'
      order by r.looked_at nulls first, r.id
      limit 200
      """;

  /** Files still waited for whose call is over, those longest not looked at first. */
  List<Recording> pending(Db db) {
    return db.list(PENDING, RecordingSql::recording);
  }

  private static final String LOOKED =
      """
      update recording set looked_at = now(),
        state = case when now() - expected_since > $2 * interval '1 millisecond' then 'missing' else state end
      where id = $1 and state = 'pending'
      """;

  /** Not there yet; missing when it has been waited for long enough. */
  void looked(Db db, long id, Duration missingAfter) {
    db.run(LOOKED, id, missingAfter.toMillis());
  }

  private static final String READY =
      """
      update recording set state = 'ready', duration_ms = $2, peaks = $3, looked_at = now(), reason = null
      where id = $1
      """;

  void ready(Db db, long id, long durationMillis, List<List<Double>> peaks) {
    db.run(READY, id, durationMillis, new JsonArray(peaks.stream().map(JsonArray::new).toList()));
  }

  private static final String BROKEN =
      "update recording set state = 'broken', reason = $2, looked_at = now() where id = $1";

  void broken(Db db, long id, String reason) {
    db.run(BROKEN, id, reason);
  }

  private static final String FIND = "select * from recording where id = $1";

  Optional<Recording> find(Db db, long id) {
    return db.find(FIND, RecordingSql::recording, id);
  }

  private static final String TALKERS =
      """
      select o.user_id from recording r join call_operator o on o.call_id = r.call_id
      where r.id = $1 and o.user_id is not null and o.talk_ms > 0
      """;

  /** The people of the house who talked in the recording's call. */
  List<Long> talkers(Db db, long id) {
    return db.list(TALKERS, row -> row.getLong("user_id"), id);
  }

  private static final String PEAKS =
      "select peaks from recording where id = $1 and peaks is not null";

  Optional<JsonArray> peaks(Db db, long id) {
    return db.find(PEAKS, row -> row.getJsonArray("peaks"), id);
  }

  private static final String LISTENED =
      "insert into listening (recording_id, user_id, at, first_byte) values ($1, $2, $3, $4)";

  void listened(Db db, long id, long userId, Instant at, long firstByte) {
    db.run(LISTENED, id, userId, at.atOffset(ZoneOffset.UTC), firstByte);
  }

  private static Recording recording(Row row) {
    return new Recording(
        row.getLong("id"),
        row.getLong("call_id"),
        row.getString("file"),
        row.getString("state"),
        duration(row.getLong("duration_ms")));
  }

  private static @Nullable Duration duration(@Nullable Long millis) {
    return millis == null ? null : Duration.ofMillis(millis);
  }
}
