package io.ringcard.search;

import static io.ringcard.store.Columns.id;

import io.ringcard.client.ClientRef;
import io.ringcard.client.Query;
import io.ringcard.store.Db;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Deals by their title or number. */
final class DealHitsSql {

  private static final Pattern NUMBER = Pattern.compile("(?:№ ?|#)?([0-9]{1,18})");

  private static final String BEST =
      """
      with hit as (
        (select id from deal where id = $1)
        union
        (select id from deal
         where ' ' || lower(translate(title, 'ёЁ', 'еЕ')) like all($2)
           and lower(translate(title, 'ёЁ', 'еЕ')) like $3
         limit 1000))
      select d.id, d.title, d.closed_at is not null as closed, d.client_id, c.name as client_name, c.company as client_company
      from deal d join client c on c.id = d.client_id
      where d.id in (select id from hit) and d.archived_at is null
      order by d.id = $1 desc nulls last, d.closed_at is null desc, d.id desc
      limit $4
      """;

  /** The deal of that number first, then open ones, newest first. */
  List<DealHit> best(Db db, Query query, int limit) {
    return db.list(
        BEST,
        row ->
            new DealHit(
                id(row, "id"),
                row.getString("title"),
                new ClientRef(
                    id(row, "client_id"),
                    row.getString("client_name"),
                    row.getString("client_company")),
                row.getBoolean("closed")),
        number(query.text()),
        query.words().toArray(String[]::new),
        query.longest().replaceFirst("^% ", "%"),
        limit);
  }

  private static @Nullable Long number(String text) {
    var parts = NUMBER.matcher(text);
    return parts.matches() ? Long.valueOf(parts.group(1)) : null;
  }
}
