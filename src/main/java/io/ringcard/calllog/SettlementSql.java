package io.ringcard.calllog;

import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.Result;
import io.ringcard.calllog.Settlement.Standing;
import io.ringcard.cel.CelSource.Mark;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Statements by which the exchange's own records settle the log. */
final class SettlementSql {

  private static final String STANDING =
      """
      select linkedid, state, certainty = 'live' and not gap as whole, certainty = 'disputed' as disputed, certainty = 'recovered' and not gap as recovered, recovered_from, settled_at is not null or exists (select from call o where o.pbx_id = $1 and o.linkedid = call.linkedid and o.generation > 0) as settled, merged_into is not null as merged,
        direction, result, number_signalled, did, started_at, answered_at, ended_at, talk_ms
      from call where pbx_id = $1 and generation = 0 and linkedid = any($2)
      for update
      """;

  /** The rows of these linked ids, locked. */
  List<Standing> standing(Db db, long pbxId, Collection<String> linkedids) {
    return linkedids.isEmpty()
        ? List.of()
        : db.list(STANDING, SettlementSql::standing, pbxId, ids(linkedids));
  }

  private static Standing standing(Row row) {
    var result = row.getString("result");
    return new Standing(
        row.getString("linkedid"),
        row.getString("state").equals("live"),
        row.getBoolean("whole"),
        row.getBoolean("disputed"),
        row.getBoolean("recovered"),
        row.getBoolean("settled"),
        Witness.of(row.getString("recovered_from")),
        row.getBoolean("merged"),
        Direction.valueOf(row.getString("direction").toUpperCase(Locale.ROOT)),
        result == null ? null : Result.valueOf(result.toUpperCase(Locale.ROOT)),
        row.getString("number_signalled"),
        row.getString("did"),
        row.getOffsetDateTime("started_at").toInstant(),
        CallLogSql.instant(row, "answered_at"),
        CallLogSql.instant(row, "ended_at"),
        row.getLong("talk_ms"));
  }

  private static final String TAKEN_IN =
      """
      select k.linkedid
      from unnest($2::text[]) as k(linkedid)
      where exists (
        select from call c
        where c.pbx_id = $1 and c.merged_into is null and c.other_linkedids <> '{}' and c.other_linkedids @> array[k.linkedid])
      """;

  /** Which of these linked ids other calls have taken in. */
  List<String> takenIn(Db db, long pbxId, Collection<String> linkedids) {
    return linkedids.isEmpty()
        ? List.of()
        : db.list(TAKEN_IN, row -> row.getString("linkedid"), pbxId, ids(linkedids));
  }

  private static final String KNOWN =
      """
      select linkedid from call where pbx_id = $1 and generation = 0 and linkedid = any($2)
      """;

  /** Which of these linked ids have a row or are parts of one. */
  Set<String> known(Db db, long pbxId, Collection<String> linkedids) {
    var known = new HashSet<>(takenIn(db, pbxId, linkedids));
    known.addAll(db.list(KNOWN, row -> row.getString("linkedid"), pbxId, ids(linkedids)));
    return known;
  }

  private static final String SETTLE =
      """
      update call set settled_at = now(), recovered_from = $3
      where pbx_id = $1 and generation = 0 and linkedid = any($2)
      """;

  /** What these rows are now stands, by those records. */
  void settle(Db db, long pbxId, Witness by, Collection<String> linkedids) {
    if (!linkedids.isEmpty()) {
      db.run(SETTLE, pbxId, ids(linkedids), by.slug());
    }
  }

  private static final String REOPEN =
      """
      update call set settled_at = null
      where pbx_id = $1 and generation = 0 and linkedid = $2 and certainty = 'recovered' and recovered_from = 'cel'
      """;

  /** What events told of it may be told again, until {@link #closeAgain}. */
  void reopen(Db db, long pbxId, String linkedid) {
    db.run(REOPEN, pbxId, linkedid);
  }

  private static final String CLOSE_AGAIN =
      """
      update call set settled_at = now()
      where pbx_id = $1 and generation = 0 and linkedid = $2 and certainty = 'recovered' and recovered_from = 'cel'
        and settled_at is null
      """;

  /** Stands as before when nothing was told of it. */
  void closeAgain(Db db, long pbxId, String linkedid) {
    db.run(CLOSE_AGAIN, pbxId, linkedid);
  }

  private static final String DISPUTE =
      """
      update call set settled_at = now(), certainty = 'disputed'
      where pbx_id = $1 and generation = 0 and linkedid = any($2)
      """;

  void dispute(Db db, long pbxId, Collection<String> linkedids) {
    if (!linkedids.isEmpty()) {
      db.run(DISPUTE, pbxId, ids(linkedids));
    }
  }

  private static final String KEEP_VOICEMAIL =
      """
      update call set result = 'voicemail'
      where pbx_id = $1 and generation = 0 and linkedid = any($2) and result in ('no_answer', 'abandoned')
      """;

  /** A message that the live stream saw kept was kept. */
  void keepVoicemail(Db db, long pbxId, Collection<String> linkedids) {
    if (!linkedids.isEmpty()) {
      db.run(KEEP_VOICEMAIL, pbxId, ids(linkedids));
    }
  }

  private static final String MARK =
      "select device, inode, place, head_length, head_crc from cel_mark where pbx_id = $1";

  Optional<Mark> mark(Db db, long pbxId) {
    return db.find(
        MARK,
        row ->
            new Mark(
                row.getLong("device"),
                row.getLong("inode"),
                row.getLong("place"),
                row.getInteger("head_length"),
                row.getLong("head_crc")),
        pbxId);
  }

  private static final String PUT_MARK =
      """
      insert into cel_mark (pbx_id, device, inode, place, head_length, head_crc) values ($1, $2, $3, $4, $5, $6)
      on conflict (pbx_id) do update set device = excluded.device, inode = excluded.inode, place = excluded.place,
        head_length = excluded.head_length, head_crc = excluded.head_crc
      """;

  void put(Db db, long pbxId, Mark mark) {
    db.run(
        PUT_MARK,
        pbxId,
        mark.device(),
        mark.inode(),
        mark.place(),
        mark.headLength(),
        mark.headCrc());
  }

  private static String[] ids(Collection<String> linkedids) {
    return linkedids.toArray(String[]::new);
  }
}
