package io.ringcard.calllog;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.ringcard.call.Call;
import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.LegResult;
import io.ringcard.call.Call.Result;
import io.ringcard.calllog.CallRow.Participant;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements that write the log. */
final class CallLogSql {

  private record Keyed(String key, CallRow row) {}

  /**
   * What is written of one call.
   *
   * @param reserved the id for a new row; null for any
   */
  record Line(
      Call call,
      @Nullable Long reserved,
      Instant startedAt,
      @Nullable String number,
      @Nullable Long clientId,
      List<Participant> participants) {

    String key() {
      return key(call.linkedid(), call.generation());
    }

    /** A call's name within its exchange. */
    static String key(String linkedid, int generation) {
      return linkedid + "#" + generation;
    }
  }

  private static final String LOCK =
      """
      select c.*
      from call c join unnest($2::text[], $3::integer[]) as k(linkedid, generation) using (linkedid, generation)
      where c.pbx_id = $1
      for update of c
      """;

  /** The rows that these calls have already, by their {@link Line#key keys}. */
  Map<String, CallRow> lock(Db db, long pbxId, Collection<Call> calls) {
    var found =
        db.list(
            LOCK,
            CallLogSql::keyed,
            pbxId,
            calls.stream().map(Call::linkedid).toArray(String[]::new),
            calls.stream().map(Call::generation).toArray(Integer[]::new));
    var whole = withParticipants(db, found.stream().map(Keyed::row).toList());
    var rows = new HashMap<String, CallRow>();
    for (var i = 0; i < found.size(); i++) {
      rows.put(found.get(i).key(), whole.get(i));
    }
    return rows;
  }

  private static final String BY_ID = "select * from call where id = any($1)";

  List<CallRow> byIds(Db db, List<Long> ids) {
    return withParticipants(db, db.list(BY_ID, CallLogSql::row, (Object) ids.toArray(Long[]::new)));
  }

  private static final String INSERT =
      """
      insert into call (id, pbx_id, linkedid, generation, state, certainty, direction, result, cause, ended_by, number,
        number_signalled, name, client_id, placed_by, dialled, did, queues, started_at, answered_at, ended_at, ring_ms, wait_ms,
        talk_ms, hold_ms, transfers, other_linkedids, gap)
      overriding system value
      select coalesce(c.reserved, nextval('call_id_seq')), $1, c.linkedid, c.generation, c.state, c.certainty, c.direction,
        c.result, c.cause, c.ended_by, c.number, c.number_signalled, c.name, c.client_id, c.placed_by,
        c.dialled, c.did, c.queues, c.started_at, c.answered_at, c.ended_at, c.ring_ms, c.wait_ms, c.talk_ms, c.hold_ms, c.transfers, c.other_linkedids, c.gap
      from json_to_recordset($2::text::json) as c(reserved bigint, linkedid text, generation integer, state text, certainty text,
        direction text, result text, cause integer, ended_by text, number text, number_signalled text, name text,
        client_id bigint, placed_by text, dialled text, did text, queues text[], started_at timestamptz,
        answered_at timestamptz, ended_at timestamptz, ring_ms bigint, wait_ms bigint, talk_ms bigint, hold_ms bigint, transfers jsonb, other_linkedids text[], gap boolean)
      """;

  private static final String UPSERT =
      INSERT
          + """
          on conflict (pbx_id, linkedid, generation) do update set
            state = excluded.state, certainty = excluded.certainty, direction = excluded.direction, result = excluded.result,
            cause = excluded.cause, ended_by = excluded.ended_by, number = excluded.number,
            number_signalled = excluded.number_signalled, name = excluded.name,
            client_id = case when call.version > 0 then call.client_id else coalesce(call.client_id, excluded.client_id) end,
            placed_by = excluded.placed_by, dialled = excluded.dialled, did = excluded.did, queues = excluded.queues,
            started_at = excluded.started_at, answered_at = excluded.answered_at, ended_at = excluded.ended_at,
            ring_ms = excluded.ring_ms, wait_ms = excluded.wait_ms, talk_ms = excluded.talk_ms, hold_ms = excluded.hold_ms,
            transfers = excluded.transfers, other_linkedids = excluded.other_linkedids, gap = excluded.gap,
            settled_at = null, recovered_from = null
          where call.settled_at is null
            or (call.certainty = 'recovered' and excluded.state = 'closed'
              and not excluded.gap
              and (excluded.certainty = 'live'
                or call.recovered_from = 'cdr' and excluded.certainty = 'recovered'))
          returning *
          """;

  /**
   * Writes the calls; gives their rows by {@link Line#key key}, without participants. What the
   * exchange's records settled is not written again, unless the live stream heard all of it, or
   * only detail records had told of it.
   */
  Map<String, CallRow> upsert(Db db, long pbxId, List<Line> lines) {
    return written(db, UPSERT, pbxId, lines);
  }

  private static final String ADD = INSERT + " on conflict do nothing returning *";

  /** The rows of those calls that had none, by {@link Line#key key}, without participants. */
  Map<String, CallRow> insert(Db db, long pbxId, List<Line> lines) {
    return written(db, ADD, pbxId, lines);
  }

  private static Map<String, CallRow> written(
      Db db, String statement, long pbxId, List<Line> lines) {
    var json = new JsonArray(lines.stream().map(CallLineJson::of).toList());
    return db.list(statement, CallLogSql::keyed, pbxId, json.encode()).stream()
        .collect(toMap(Keyed::key, Keyed::row));
  }

  private static final String EARLY = "set local synchronous_commit = off";

  /**
   * The commit need not wait for the disk: what a crash takes back goes with the mark that stands
   * in the same transaction, and is read again.
   */
  void early(Db db) {
    db.run(EARLY);
  }

  /** After many rows at once: the server knows again how large its tables are. */
  void analyze(Db db) {
    db.run("analyze call, call_operator, tally, tally_talk");
  }

  private static final String WRITE_PARTICIPANTS =
      """
      insert into call_operator
        (call_id, started_at, position, extension, user_id, ring_ms, talk_ms, ring_started_at, answered_at, ended_at,
          result)
      select *
      from json_to_recordset($1::text::json) as o(call_id bigint, started_at timestamptz, position integer,
        extension text, user_id bigint, ring_ms bigint, talk_ms bigint, ring_started_at timestamptz,
        answered_at timestamptz, ended_at timestamptz, result text)
      on conflict (call_id, position) do update set
        extension = excluded.extension, user_id = excluded.user_id, ring_ms = excluded.ring_ms,
        talk_ms = excluded.talk_ms, ring_started_at = excluded.ring_started_at, answered_at = excluded.answered_at,
        ended_at = excluded.ended_at, result = excluded.result, started_at = excluded.started_at
      """;

  /** Writes the legs in their order, one row each, over those that stand there. */
  void writeParticipants(Db db, List<Line> lines, Map<String, CallRow> rows) {
    var json = new JsonArray();
    for (var line : lines) {
      var row = Objects.requireNonNull(rows.get(line.key()));
      for (var i = 0; i < line.participants().size(); i++) {
        json.add(CallLineJson.of(row, i, line.call().legs().get(i), line.participants().get(i)));
      }
    }
    if (!json.isEmpty()) {
      db.run(WRITE_PARTICIPANTS, json.encode());
    }
  }

  private static final String CUT_PARTICIPANTS =
      "delete from call_operator where call_id = $1 and position >= $2";

  /** A call has fewer legs than before. */
  void cutParticipants(Db db, long callId, int count) {
    db.run(CUT_PARTICIPANTS, callId, count);
  }

  private static final String LOCK_UNMERGED =
      """
      select id from call
      where pbx_id = $1 and linkedid = $2 and generation = $3 and merged_into is null
      for update
      """;

  /** The row of that linked id, as long as it lives by itself. */
  Optional<Long> lockUnmerged(Db db, long pbxId, String linkedid, int generation) {
    return db.find(LOCK_UNMERGED, row -> row.getLong("id"), pbxId, linkedid, generation);
  }

  private static final String MERGE =
      "update call set merged_into = $2, state = 'closed' where id = $1";

  private static final String MOVE_RECORDINGS =
      "update recording set call_id = $2 where call_id = $1";

  private static final String MOVE_PLANS = "update plan set call_id = $2 where call_id = $1";

  private static final String MOVE_RECORDS =
      """
      update recorded_call r set call_id = c.id, started_at = c.started_at
      from call c where r.call_id = $1 and c.id = $2
      """;

  private static final String MOVE_FILING =
      """
      update call s set client_id = c.client_id, version = c.version
      from call c
      where c.id = $1 and s.id = $2 and s.version = 0 and c.version > 0
      """;

  /**
   * The row goes into another; its recordings, plans and records move along, and whose it is when a
   * person has said so.
   */
  void merge(Db db, long absorbedId, long intoId) {
    for (var statement : List.of(MOVE_RECORDINGS, MOVE_PLANS, MOVE_RECORDS, MOVE_FILING, MERGE)) {
      db.run(statement, absorbedId, intoId);
    }
  }

  private static final String OPEN =
      """
      select * from call where pbx_id = $1 and state = 'live' and merged_into is null for update
      """;

  List<CallRow> open(Db db, long pbxId) {
    return withParticipants(db, db.list(OPEN, CallLogSql::row, pbxId));
  }

  private static final String END_UNHEARD =
      """
      update call set state = 'closed', certainty = 'endUnknown', gap = true,
        result = coalesce(result, case when answered_at is not null then 'answered' end)
      where id = any($1)
      """;

  void endUnheard(Db db, List<Long> ids) {
    db.run(END_UNHEARD, (Object) ids.toArray(Long[]::new));
  }

  private static final String JOIN_CLIENT =
      """
      update call set client_id = $1
      where client_id is null and version = 0 and number = any($2) and merged_into is null
      """;

  void joinClient(Db db, long clientId, List<String> numbers) {
    db.run(JOIN_CLIENT, clientId, numbers.toArray(String[]::new));
  }

  private static final String LEAVE_CLIENT =
      """
      update call c set client_id = n.client_id
      from unnest($2::text[], $3::bigint[]) as n(number, client_id)
      where c.client_id = $1 and c.number = n.number and c.merged_into is null
        and n.client_id is distinct from $1 and not
      """
          + DecidedSql.DECIDED;

  /**
   * Calls of which nobody has said or set off anything with this client.
   *
   * @param next by number, to whom they go; without one to nobody
   */
  void leaveClient(Db db, long clientId, List<String> numbers, Map<String, Long> next) {
    var clients = new @Nullable Long[numbers.size()];
    Arrays.setAll(clients, i -> next.get(numbers.get(i)));
    db.run(LEAVE_CLIENT, clientId, numbers.toArray(String[]::new), clients);
  }

  private static final String PARTICIPANTS =
      """
      select call_id, extension, user_id, result, ring_started_at, answered_at, ended_at, talk_ms
      from call_operator where call_id = any($1) order by call_id, position
      """;

  private record Part(long callId, Participant participant) {}

  private static List<CallRow> withParticipants(Db db, List<CallRow> rows) {
    if (rows.isEmpty()) {
      return rows;
    }
    var ids = rows.stream().map(CallRow::id).toArray(Long[]::new);
    var parts =
        db
            .list(
                PARTICIPANTS,
                row -> new Part(row.getLong("call_id"), participant(row)),
                (Object) ids)
            .stream()
            .collect(groupingBy(Part::callId, mapping(Part::participant, toList())));
    return rows.stream()
        .map(row -> row.with(parts.getOrDefault(row.id(), List.of()), row.recordings()))
        .toList();
  }

  private static Participant participant(Row row) {
    return new Participant(
        row.getString("extension"),
        row.getLong("user_id"),
        LegResult.valueOf(row.getString("result").toUpperCase(Locale.ROOT)),
        instant(row, "ring_started_at"),
        instant(row, "answered_at"),
        instant(row, "ended_at"),
        row.getLong("talk_ms"));
  }

  private static Keyed keyed(Row row) {
    return new Keyed(Line.key(row.getString("linkedid"), row.getInteger("generation")), row(row));
  }

  /** Without participants and recordings. */
  private static CallRow row(Row row) {
    var result = row.getString("result");
    return new CallRow(
        row.getLong("id"),
        row.getLong("pbx_id"),
        row.getString("linkedid"),
        "live".equals(row.getString("state")),
        Direction.valueOf(row.getString("direction").toUpperCase(Locale.ROOT)),
        result == null ? null : Result.valueOf(result.toUpperCase(Locale.ROOT)),
        row.getString("number"),
        row.getLong("client_id"),
        row.getOffsetDateTime("started_at").toInstant(),
        instant(row, "answered_at"),
        instant(row, "ended_at"),
        row.getLong("talk_ms"),
        List.of(),
        List.of());
  }

  static String slug(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** PostgreSQL keeps no NUL; callers may send one. */
  static @Nullable String clean(@Nullable String text) {
    return text == null ? null : text.replace("\0", "");
  }

  static @Nullable Instant instant(Row row, String column) {
    var at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }

  static @Nullable OffsetDateTime utc(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }
}
