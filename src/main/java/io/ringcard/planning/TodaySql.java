package io.ringcard.planning;

import static io.ringcard.store.Columns.findInstant;
import static io.ringcard.store.Columns.label;
import static io.ringcard.store.Columns.utc;

import io.ringcard.pipeline.Step;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements over what is to be done today; people who are null are everybody. */
final class TodaySql {

  /** See {@link MissedCaller}. */
  record Caller(long callId, @Nullable Step step, @Nullable Instant lastTalkAt) {}

  private static final String DUE =
      """
      select p.id from plan p
      where p.status = 'planned' and p.at >= $2 and p.at < $3
        and ($1::bigint[] is null or p.assignee_id = any($1))
      order by p.at, p.id
      """;

  List<Long> due(Db db, @Nullable List<Long> people, Instant from, Instant to) {
    return db.list(DUE, row -> row.getLong("id"), array(people), utc(from), utc(to));
  }

  private static final String CALLERS =
      """
      select c.id,
        (select to_jsonb(s) from deal d join step s on s.id = d.step_id
          where d.client_id = c.client_id and d.closed_at is null and d.archived_at is null
          order by d.id desc limit 1) as step,
        (select t.answered_at from client_talk t where t.client_id = c.client_id
          order by t.started_at desc limit 1) as last_talk_at
      from call c where c.id = any($1)
      """;

  /** What is known of whoever made these calls. */
  List<Caller> callers(Db db, List<Long> calls) {
    return db.list(CALLERS, TodaySql::caller, (Object) calls.toArray(Long[]::new));
  }

  private static Caller caller(Row row) {
    var step = row.getJsonObject("step");
    return new Caller(
        row.getLong("id"),
        step == null
            ? null
            : new Step(
                step.getLong("id").toString(),
                label(step.getJsonObject("label")),
                step.getInteger("color"),
                step.getString("kind")),
        findInstant(row, "last_talk_at"));
  }

  private static final String TEAM =
      "select team_id from app_user where id = $1 and team_id is not null";

  private static final String TEAM_MATES = "select id from app_user where team_id = $1";

  /** Everybody of this person's team; empty without a team. */
  Optional<List<Long>> teamMates(Db db, long userId) {
    return db.find(TEAM, row -> row.getLong("team_id"), userId)
        .map(team -> db.list(TEAM_MATES, row -> row.getLong("id"), team));
  }

  private static Long @Nullable [] array(@Nullable List<Long> people) {
    return people == null ? null : people.toArray(Long[]::new);
  }
}
