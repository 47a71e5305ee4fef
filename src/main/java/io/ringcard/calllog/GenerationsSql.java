package io.ringcard.calllog;

import io.ringcard.store.Db;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The rows that bear one linked id. */
final class GenerationsSql {

  /**
   * @param whole heard from its first to its last event
   */
  record Known(String linkedid, int generation, Instant startedAt, boolean whole) {}

  private static final String KNOWN =
      """
      select linkedid, generation, started_at,
        state = 'closed' and certainty in ('live', 'disputed') and not gap and ended_at is not null and merged_into is null as whole
      from call where pbx_id = $1 and linkedid = any($2)
      order by linkedid, generation
      """;

  List<Known> known(Db db, long pbxId, Collection<String> linkedids) {
    return db.list(
        KNOWN,
        row ->
            new Known(
                row.getString("linkedid"),
                row.getInteger("generation"),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getBoolean("whole")),
        pbxId,
        linkedids.toArray(String[]::new));
  }
}
