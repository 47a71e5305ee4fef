package io.ringcard.planning;

import io.ringcard.calllog.CallRow;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Statements over how long we go on with a client. */
final class PersistenceSql {

  private static final String READ =
      "select refusals_until_lost, replanning, pauses, afterwards, version from persistence";

  Persistence read(Db db) {
    return db.get(
        READ,
        row ->
            new Persistence(
                row.getInteger("refusals_until_lost"),
                row.getBoolean("replanning"),
                row.getJsonArray("pauses").stream()
                    .map(JsonObject.class::cast)
                    .map(ContactRule::of)
                    .toList(),
                afterwards(row.getJsonObject("afterwards")),
                row.getInteger("version")));
  }

  private static final String UPDATE =
      """
      update persistence set refusals_until_lost = $1, replanning = $2, pauses = $3, afterwards = $4, version = version + 1
      where version = $5
      """;

  /** False when another version stands there. */
  boolean update(Db db, Persistence to) {
    var pauses = new JsonArray(to.pauses().stream().map(ContactRule::json).toList());
    return db.run(
            UPDATE,
            to.refusalsUntilLost(),
            to.replanning(),
            pauses,
            to.afterwards() == null ? null : to.afterwards().json(),
            to.version())
        > 0;
  }

  private static final String ATTEMPTS =
      """
      select count(*) as n
      from plan p join call_effect e on e.target = p.id::text and e.kind = 'replanned' and e.undone_at is null
      where p.client_id = $1
        and e.at > coalesce((select max(t.started_at) from client_talk t where t.client_id = $1), '-infinity')
      """;

  /** How often a call was planned anew since anybody last talked with the client. */
  int attempts(Db db, long clientId) {
    return db.get(ATTEMPTS, row -> row.getInteger("n"), clientId);
  }

  private static final String LATER_CALL =
      "select id from plan where client_id = $1 and kind = 'call' and status = 'planned' and at >= $2 limit 1";

  /** A call that is planned anyway. */
  Optional<Long> laterCall(Db db, long clientId, Instant from) {
    return db.find(LATER_CALL, row -> row.getLong("id"), clientId, from);
  }

  private static final String OPEN =
      """
      select k.call_id
      from unnest($1::bigint[], $2::bigint[]) as k(call_id, client_id)
      where not exists (select from call_effect e where e.call_id = k.call_id and e.kind = 'replanned')
        and (
          exists (select from plan where client_id = k.client_id and kind = 'call' and status = 'planned' and at < $3)
          or not exists (select from plan where client_id = k.client_id and kind = 'call' and status = 'planned' and at >= $3))
      """;

  /**
   * Those of these calls of known clients that have not planned anything yet, and whose client has
   * a call planned before {@code dayEnd}, or none at all.
   */
  Set<Long> open(Db db, List<CallRow> calls, Instant dayEnd) {
    return Set.copyOf(
        db.list(
            OPEN,
            row -> row.getLong("call_id"),
            calls.stream().map(CallRow::id).toArray(Long[]::new),
            calls.stream().map(CallRow::clientId).toArray(Long[]::new),
            dayEnd));
  }

  private static @Nullable ContactRule afterwards(@Nullable JsonObject json) {
    return json == null ? null : ContactRule.of(json);
  }
}
