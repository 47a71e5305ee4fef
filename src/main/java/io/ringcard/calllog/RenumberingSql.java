package io.ringcard.calllog;

import io.ringcard.store.Db;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Statements that give past calls other numbers. */
final class RenumberingSql {

  record Signalled(long id, String signalled, @Nullable String number) {}

  private static final String LOCK =
      """
      select id, number_signalled, number from call
      where pbx_id = $1 and id > $2 and state = 'closed' and merged_into is null and number_signalled is not null
      order by id limit $3
      for update
      """;

  List<Signalled> lock(Db db, long pbxId, long after, int limit) {
    return db.list(
        LOCK,
        row ->
            new Signalled(
                row.getLong("id"), row.getString("number_signalled"), row.getString("number")),
        pbxId,
        after,
        limit);
  }

  record Change(long id, @Nullable String number) {}

  private static final String CHANGE =
      """
      update call c set number = n.number, client_id = case when %s then c.client_id else n.client_id end
      from unnest($1::bigint[], $2::text[], $3::bigint[]) as n(id, number, client_id)
      where c.id = n.id
      """
          .formatted(DecidedSql.DECIDED);

  /**
   * @param clients by number; whoever is not there is nobody's
   */
  void change(Db db, List<Change> changes, Map<String, Long> clients) {
    db.run(
        CHANGE,
        changes.stream().map(Change::id).toArray(Long[]::new),
        changes.stream().map(Change::number).toArray(String[]::new),
        changes.stream()
            .map(change -> change.number() == null ? null : clients.get(change.number()))
            .toArray(Long[]::new));
  }
}
