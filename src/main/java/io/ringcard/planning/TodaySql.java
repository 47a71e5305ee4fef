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

  /** The last try of a caller; see {@link MissedCaller}. */
  record Missed(long callId, int tries, @Nullable Step step, @Nullable Instant lastTalkAt) {}

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

  private static final String MISSED =
      """
      select distinct on (c.number) c.id, count(*) over (partition by c.number) as tries,
        (select to_jsonb(s) from deal d join step s on s.id = d.step_id
          where d.client_id = c.client_id and d.closed_at is null and d.archived_at is null
          order by d.id desc limit 1) as step,
        (select t.answered_at from client_talk t where t.client_id = c.client_id
          order by t.started_at desc limit 1) as last_talk_at
      from call c
      where c.merged_into is null and c.state = 'closed' and c.direction = 'inbound' and c.number is not null
        and c.result is distinct from 'answered' and c.started_at >= $2 and c.started_at < $3
        and ($1::bigint[] is null or cardinality(c.queues) > 0
          or exists (select 1 from call_operator o where o.call_id = c.id and o.user_id = any($1))
          or ($4 and not exists (select 1 from call_operator o where o.call_id = c.id and o.user_id is not null)))
        and not exists (
          select 1 from call t
          where t.number = c.number and t.merged_into is null and t.answered_at > c.started_at
            and coalesce(t.result, 'answered') = 'answered')
        and not exists (
          select 1 from call t
          where t.client_id = c.client_id and t.merged_into is null and t.answered_at > c.started_at
            and coalesce(t.result, 'answered') = 'answered')
      order by c.number, c.started_at desc, c.id desc
      """;

  /**
   * Inbound calls of that time that came to nothing, through a queue or to these people, the last
   * one of each number.
   *
   * @param nobodys whether calls count that rang no known person
   */
  List<Missed> missed(
      Db db, @Nullable List<Long> people, Instant from, Instant to, boolean nobodys) {
    return db.list(MISSED, TodaySql::missed, array(people), utc(from), utc(to), nobodys);
  }

  private static Missed missed(Row row) {
    var step = row.getJsonObject("step");
    return new Missed(
        row.getLong("id"),
        row.getLong("tries").intValue(),
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
