package io.ringcard.calllog;

import io.ringcard.call.Call;
import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.LegResult;
import io.ringcard.call.Call.Result;
import io.ringcard.calllog.CallRow.Participant;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements that write the log. */
final class CallLogSql {

  private static final String LOCK =
      """
      select c.* from call c
      where c.pbx_id = $1 and c.linkedid = $2 and c.generation = $3
      for update
      """;

  Optional<CallRow> lock(Db db, long pbxId, String linkedid, int generation) {
    return db.find(LOCK, row -> row(row, List.of()), pbxId, linkedid, generation)
        .map(row -> withParticipants(db, row));
  }

  private static final String BY_ID = "select * from call where id = any($1)";

  List<CallRow> byIds(Db db, List<Long> ids) {
    return db.list(BY_ID, row -> row(row, List.of()), (Object) ids.toArray(Long[]::new)).stream()
        .map(row -> withParticipants(db, row))
        .toList();
  }

  private static final String UPSERT =
      """
      insert into call (pbx_id, linkedid, generation, state, certainty, direction, result, cause, ended_by, number,
        number_signalled, name, client_id, did, queues, started_at, answered_at, ended_at, ring_ms, wait_ms, talk_ms, hold_ms,
        transfers, other_linkedids)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
      on conflict (pbx_id, linkedid, generation) do update set
        state = excluded.state, certainty = excluded.certainty, direction = excluded.direction, result = excluded.result,
        cause = excluded.cause, ended_by = excluded.ended_by, number = excluded.number,
        number_signalled = excluded.number_signalled, name = excluded.name,
        client_id = coalesce(call.client_id, excluded.client_id), did = excluded.did, queues = excluded.queues,
        started_at = excluded.started_at, answered_at = excluded.answered_at, ended_at = excluded.ended_at,
        ring_ms = excluded.ring_ms, wait_ms = excluded.wait_ms, talk_ms = excluded.talk_ms, hold_ms = excluded.hold_ms,
        transfers = excluded.transfers, other_linkedids = excluded.other_linkedids
      returning *
      """;

  CallRow upsert(
      Db db,
      long pbxId,
      Call call,
      Instant startedAt,
      @Nullable String number,
      @Nullable Long clientId) {
    return db.get(
        UPSERT,
        row -> row(row, call.recordings()),
        pbxId,
        call.linkedid(),
        call.generation(),
        call.open() ? "live" : "closed",
        certainty(call.certainty()),
        slug(call.direction()),
        call.result() == null ? null : slug(call.result()),
        call.cause() == null ? null : call.cause().code(),
        call.endedBy() == null ? null : slug(call.endedBy()),
        number,
        clean(call.externalNumber()),
        clean(call.externalName()),
        clientId,
        clean(call.did()),
        call.queueVisits().stream().map(Call.QueueVisit::queue).distinct().toArray(String[]::new),
        utc(startedAt),
        utc(call.answeredAt()),
        utc(call.endedAt()),
        millis(call.ringTime()),
        millis(call.waitTime()),
        millis(call.talkTime()),
        millis(call.holdTime()),
        transfers(call),
        call.otherLinkedids().toArray(String[]::new));
  }

  private static final String CLEAR_PARTICIPANTS = "delete from call_operator where call_id = $1";

  private static final String ADD_PARTICIPANT =
      """
      insert into call_operator
        (call_id, position, extension, user_id, ring_ms, talk_ms, ring_started_at, answered_at, ended_at, result)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      """;

  /** Writes the legs anew, one row each, in their order. */
  CallRow replaceParticipants(
      Db db, CallRow row, List<Call.Leg> legs, List<Participant> participants) {
    db.run(CLEAR_PARTICIPANTS, row.id());
    for (var i = 0; i < legs.size(); i++) {
      var leg = legs.get(i);
      var part = participants.get(i);
      db.run(
          ADD_PARTICIPANT,
          row.id(),
          i,
          leg.extension(),
          part.userId(),
          between(leg.ringStartedAt(), leg.ringEndedAt()),
          part.talkMillis(),
          utc(leg.ringStartedAt()),
          utc(leg.answeredAt()),
          utc(leg.endedAt()),
          slug(leg.result()));
    }
    return withParticipants(row, participants);
  }

  private static final String MERGE =
      """
      update call set merged_into = $3, state = 'closed'
      where pbx_id = $1 and linkedid = $2 and generation = $4 and id <> $3 and merged_into is null
      """;

  private static final String MOVE_OUTCOME =
      """
      update call_outcome o set call_id = $3
      from call c
      where c.pbx_id = $1 and c.linkedid = $2 and c.generation = $4 and o.call_id = c.id and c.id <> $3
        and not exists (select 1 from call_outcome x where x.call_id = $3 and x.user_id = o.user_id)
      """;

  private static final String MOVE_RECORDINGS =
      """
      update recording r set call_id = $3
      from call c
      where c.pbx_id = $1 and c.linkedid = $2 and c.generation = $4 and r.call_id = c.id and c.id <> $3
      """;

  private static final String MOVE_PLANS =
      """
      update plan p set call_id = $3
      from call c
      where c.pbx_id = $1 and c.linkedid = $2 and c.generation = $4 and p.call_id = c.id and c.id <> $3
      """;

  /** The row of that linked id goes into another; its outcome, recordings and plans move along. */
  void merge(Db db, long pbxId, String linkedid, int generation, long intoId) {
    for (var statement : List.of(MOVE_OUTCOME, MOVE_RECORDINGS, MOVE_PLANS, MERGE)) {
      db.run(statement, pbxId, linkedid, intoId, generation);
    }
  }

  private static final String CHECKPOINT = "update pbx set checkpoint = $2 where id = $1";

  void checkpoint(Db db, long pbxId, long offset) {
    db.run(CHECKPOINT, pbxId, offset);
  }

  private static final String SET_ASIDE =
      "insert into set_aside (pbx_id, reason, body) values ($1, $2, $3)";

  void setAside(Db db, long pbxId, String reason, String body) {
    db.run(SET_ASIDE, pbxId, reason, Objects.requireNonNull(clean(body)));
  }

  private static final String COUNT_SET_ASIDE = "select count(*) as n from set_aside";

  long countSetAside(Db db) {
    return db.get(COUNT_SET_ASIDE, row -> row.getLong("n"));
  }

  private static final String PBX =
      """
      insert into pbx (name) values ($1)
      on conflict (name) do update set name = excluded.name
      returning id, checkpoint
      """;

  PbxRow pbx(Db db, String name) {
    return db.get(PBX, row -> new PbxRow(row.getLong("id"), name, row.getLong("checkpoint")), name);
  }

  private static final String JOIN_CLIENT =
      "update call set client_id = $1 where client_id is null and number = any($2)";

  int joinClient(Db db, long clientId, List<String> numbers) {
    return db.run(JOIN_CLIENT, clientId, numbers.toArray(String[]::new));
  }

  private static final String PARTICIPANTS =
      """
      select extension, user_id, result, ring_started_at, answered_at, talk_ms
      from call_operator where call_id = $1 order by position
      """;

  private CallRow withParticipants(Db db, CallRow row) {
    return withParticipants(row, db.list(PARTICIPANTS, CallLogSql::participant, row.id()));
  }

  private static CallRow withParticipants(CallRow row, List<Participant> participants) {
    return new CallRow(
        row.id(),
        row.pbxId(),
        row.linkedid(),
        row.open(),
        row.direction(),
        row.result(),
        row.number(),
        row.clientId(),
        row.startedAt(),
        row.answeredAt(),
        row.endedAt(),
        row.talkMillis(),
        participants,
        row.recordings());
  }

  private static Participant participant(Row row) {
    return new Participant(
        row.getString("extension"),
        row.getLong("user_id"),
        LegResult.valueOf(row.getString("result").toUpperCase(Locale.ROOT)),
        instant(row, "ring_started_at"),
        instant(row, "answered_at"),
        row.getLong("talk_ms"));
  }

  private static CallRow row(Row row, List<String> recordings) {
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
        new ArrayList<>(),
        recordings);
  }

  static String slug(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** PostgreSQL keeps no NUL; callers may send one. */
  static @Nullable String clean(@Nullable String text) {
    return text == null ? null : text.replace("\0", "");
  }

  private static String certainty(Call.Certainty certainty) {
    return certainty == Call.Certainty.END_UNKNOWN ? "endUnknown" : slug(certainty);
  }

  private static JsonArray transfers(Call call) {
    var all = new JsonArray();
    for (var transfer : call.transfers()) {
      all.add(
          new JsonObject()
              .put("type", slug(transfer.type()))
              .put("from", transfer.from())
              .put("to", transfer.to())
              .put("at", transfer.at() == null ? null : transfer.at().toString())
              .put("result", transfer.result()));
    }
    return all;
  }

  static @Nullable Instant instant(Row row, String column) {
    var at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }

  static @Nullable OffsetDateTime utc(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Long millis(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis();
  }

  private static @Nullable Long between(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? null : Duration.between(from, to).toMillis();
  }
}
