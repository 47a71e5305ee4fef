package io.ringcard.recording;

import static java.util.stream.Collectors.toMap;

import io.ringcard.store.Db;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private static final String GIVEN_UP =
      """
      select * from recording
      where state = 'missing' and reason = 'notFound' and looked_at < now() - interval '10 minutes'
        and expected_since > now() - interval '30 days'
      order by looked_at
      limit 200
      """;

  /** Missing files that may still come. */
  List<Recording> givenUp(Db db) {
    return db.list(GIVEN_UP, RecordingSql::recording);
  }

  private static final String OF_CALL =
      "select * from recording where call_id = $1 and state = 'pending'";

  List<Recording> pendingOf(Db db, long callId) {
    return db.list(OF_CALL, RecordingSql::recording, callId);
  }

  private static final String OF_FILE =
      """
      select r.* from recording r join call c on c.id = r.call_id
      where r.file = $1 and r.state <> 'ready' and c.state = 'closed'
      """;

  /** The recordings of that file that have nothing to hear yet, whose call is over. */
  List<Recording> unsettled(Db db, String file) {
    return db.list(OF_FILE, RecordingSql::recording, file);
  }

  private static final String LOOKED =
      """
      update recording r set looked_at = now(), state = w.state, reason = w.reason
      from (
        select x.id,
          case when x.pbx_id = any($4) then x.state when x.state = 'missing' or late or silent then 'missing' else x.state end as state,
          case when x.pbx_id = any($4) then x.reason when silent then 'noTalk' when x.state = 'missing' or late then 'notFound' end as reason
        from recording x
        join call c on c.id = x.call_id
        cross join lateral (select now() - x.expected_since > $2 * interval '1 millisecond' as late,
          coalesce(c.talk_ms, 0) = 0 and c.ended_at < now() - $3 * interval '1 millisecond' as silent) t
        where x.id = any($1)) w
      where r.id = w.id and r.state in ('pending', 'missing')
      returning r.id, r.state
      """;

  /**
   * Not there yet: missing when they have been waited for long enough, which is short when nobody
   * has talked.
   *
   * @param away exchanges whose folder is away: of theirs it is only noted that they were looked
   *     for
   * @return by id, the states now
   */
  Map<Long, String> looked(
      Db db,
      List<Recording> recordings,
      Duration missingAfter,
      Duration silentAfter,
      Set<Long> away) {
    return db
        .list(
            LOOKED,
            row -> Map.entry(row.getLong("id"), row.getString("state")),
            recordings.stream().map(Recording::id).toArray(Long[]::new),
            missingAfter.toMillis(),
            silentAfter.toMillis(),
            away.toArray(Long[]::new))
        .stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static final String READY =
      """
      update recording
      set state = 'ready', duration_ms = $2, waveform = null, attempts = 0, looked_at = now(), reason = null
      where id = $1
      """;

  void ready(Db db, long id, long durationMillis) {
    db.run(READY, id, durationMillis);
  }

  private static final String BROKEN =
      "update recording set state = 'broken', reason = $2, looked_at = now() where id = $1";

  void broken(Db db, long id, String reason) {
    db.run(BROKEN, id, reason);
  }

  private static final String UNDRAWN =
      """
      select * from recording
      where state = 'ready' and waveform is null and pbx_id <> all($1)
        and (attempts = 0 or looked_at < now() - attempts * interval '10 seconds')
      order by attempts, id desc
      limit 20
      """;

  /**
   * Whose waveform is to be made, the newest first; what failed waits a while.
   *
   * @param away exchanges whose folder is away
   */
  List<Recording> undrawn(Db db, Set<Long> away) {
    return db.list(UNDRAWN, RecordingSql::recording, (Object) away.toArray(Long[]::new));
  }

  private static final String DRAWN =
      "update recording set waveform = $2 where id = $1 and state = 'ready'";

  void drawn(Db db, long id, byte[] waveform) {
    db.run(DRAWN, id, Buffer.buffer(waveform));
  }

  private static final String UNDRAWABLE =
      """
      update recording set attempts = attempts + 1, looked_at = now(),
        state = case when attempts + 1 < $2 then state else 'broken' end,
        reason = case when attempts + 1 < $2 then reason else 'unreadable' end
      where id = $1
      returning state
      """;

  /** FFmpeg could not read it; broken after so many attempts. Returns the state now. */
  String undrawable(Db db, long id, int attempts) {
    return db.get(UNDRAWABLE, row -> row.getString("state"), id, attempts);
  }

  private static final String KNOWN =
      """
      select id from unnest($1::bigint[]) id where exists (select from recording where pbx_id = id and state = 'ready')
      """;

  /** Those of the exchanges that have had a recording. */
  Set<Long> known(Db db, Set<Long> exchanges) {
    return Set.copyOf(
        db.list(KNOWN, row -> row.getLong("id"), (Object) exchanges.toArray(Long[]::new)));
  }

  private static final String COUNT = "select count(*) as number from recording where state = $1";

  long count(Db db, String state) {
    return db.get(COUNT, row -> row.getLong("number"), state);
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

  private static final String WAVEFORM =
      "select waveform from recording where id = $1 and waveform is not null";

  /** One byte per slice, see {@link Peaks}; empty while it is being made. */
  Optional<byte[]> waveform(Db db, long id) {
    return db.find(WAVEFORM, row -> row.getBuffer("waveform").getBytes(), id);
  }

  private static final String LISTENED =
      "insert into listening (recording_id, user_id, at, first_byte, download) values ($1, $2, $3, $4, $5)";

  void listened(Db db, long id, long userId, Instant at, long firstByte, boolean download) {
    db.run(LISTENED, id, userId, at.atOffset(ZoneOffset.UTC), firstByte, download);
  }

  private static Recording recording(Row row) {
    return new Recording(
        row.getLong("id"),
        row.getLong("call_id"),
        row.getLong("pbx_id"),
        row.getString("file"),
        row.getString("state"),
        duration(row.getLong("duration_ms")));
  }

  private static @Nullable Duration duration(@Nullable Long millis) {
    return millis == null ? null : Duration.ofMillis(millis);
  }
}
