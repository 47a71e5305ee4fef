package io.ringcard.card;

import io.ringcard.store.Db;
import java.util.List;
import java.util.Set;

/** Statements over cards. */
final class CardSql {

  /** A card of an hour past the shift is still to be written up; one of last week is not. */
  private static final String CANDIDATES =
      """
      select distinct c.id, c.started_at
      from call c join call_operator o on o.call_id = c.id
      where o.user_id = $1 and c.merged_into is null and c.direction <> 'internal'
        and (c.state = 'live' or ((o.talk_ms > 0 or o.result = 'answered') and c.started_at > now() - interval '24 hours'))
        and not exists (select 1 from call_outcome x where x.call_id = c.id)
        and not exists (
          select 1 from card_dismissed d
          where d.call_id = c.id and d.user_id = $1 and d.at >= coalesce(o.answered_at, d.at))
      order by c.started_at desc
      limit 30
      """;

  /** Calls of which a person may have a card, newest first. */
  List<Long> candidates(Db db, long userId) {
    return db.list(CANDIDATES, row -> row.getLong("id"), userId);
  }

  private static final String LATEST =
      """
      select id from call
      where client_id = $1 and merged_into is null and started_at > now() - interval '24 hours'
      order by started_at desc
      limit 5
      """;

  /** The calls of a client that somebody may still have on the screen. */
  List<Long> latestOf(Db db, long clientId) {
    return db.list(LATEST, row -> row.getLong("id"), clientId);
  }

  private static final String PUT_AWAY =
      """
      select u.id from unnest($2::bigint[]) u(id) cross join call c
      where c.id = $1 and (
        exists (select 1 from call_outcome x where x.call_id = c.id)
        or exists (
          select 1 from card_dismissed d
          where d.call_id = c.id and d.user_id = u.id
            and not exists (
              select 1 from call_operator o
              where o.call_id = c.id and o.user_id = u.id and o.answered_at > d.at)))
      """;

  /**
   * Those of these people who have put the card away; all of them when an outcome stands. Who puts
   * it away while it rings and then talks after all has something to write.
   */
  Set<Long> putAway(Db db, long callId, List<Long> people) {
    return Set.copyOf(
        db.list(PUT_AWAY, row -> row.getLong("id"), callId, people.toArray(Long[]::new)));
  }

  private static final String DISMISS =
      """
      insert into card_dismissed (call_id, user_id)
      select c.id, $2 from call c where c.id = $1
      on conflict (call_id, user_id) do update set at = excluded.at
      """;

  int dismiss(Db db, long callId, long userId) {
    return db.run(DISMISS, callId, userId);
  }

  private static final String RECALL =
      "delete from card_dismissed where call_id = $1 and user_id = $2";

  int recall(Db db, long callId, long userId) {
    return db.run(RECALL, callId, userId);
  }
}
