package io.ringcard.pipeline;

import io.ringcard.store.Db;
import java.util.List;

/** Statements over the words of deals. */
final class DealWordsSql {

  private static final String SOURCES =
      """
      select word from (
        select source as word from deal where source is not null
        union all select source from client where source is not null) words
      group by word order by count(*) desc, word limit 30
      """;

  List<String> sources(Db db) {
    return db.list(SOURCES, row -> row.getString("word"));
  }

  private static final String REASONS =
      """
      select d.reason as word from deal d join step s on s.id = d.step_id
      where d.reason is not null and d.closed_at is not null and s.kind = $1
      group by d.reason order by count(*) desc, d.reason limit 9
      """;

  /** Why deals of that kind of step ended. */
  List<String> reasons(Db db, String kind) {
    return db.list(REASONS, row -> row.getString("word"), kind);
  }
}
