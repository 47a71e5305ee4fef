package io.ringcard.numbering;

import static io.ringcard.store.Columns.id;
import static io.ringcard.store.Columns.instant;
import static java.util.stream.Collectors.toMap;

import io.ringcard.calllog.DecidedSql;
import io.ringcard.client.ClientRef;
import io.ringcard.store.Db;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Statements over the calls on which rules are tried; reads only. */
final class NumberTrialSql {

  /** A call as it stands. */
  record Tried(
      String id,
      Instant at,
      String direction,
      String signalled,
      @Nullable String number,
      @Nullable ClientRef client,
      boolean stays) {}

  private static final String LAST =
      """
      select c.id, c.started_at, c.direction, c.number_signalled, c.number, o.id as client_id, o.name, o.company,
        %s as stays
      from call c left join client o on o.id = c.client_id
      where c.pbx_id = $1 and c.merged_into is null and c.number_signalled is not null
      order by c.started_at desc, c.id desc
      limit $2
      """
          .formatted(DecidedSql.DECIDED);

  /** Newest first. */
  List<Tried> last(Db db, long pbxId, int limit) {
    return db.list(
        LAST,
        row ->
            new Tried(
                id(row, "id"),
                instant(row, "started_at"),
                row.getString("direction"),
                row.getString("number_signalled"),
                row.getString("number"),
                row.getLong("client_id") == null
                    ? null
                    : new ClientRef(
                        id(row, "client_id"), row.getString("name"), row.getString("company")),
                row.getBoolean("stays")),
        pbxId,
        limit);
  }

  private record Owned(String number, int clients) {}

  private static final String OWNERS =
      "select number, count(*)::integer as clients from client_phone where number = any($1) group by number";

  /** How many clients have each number; those that nobody has are left out. */
  Map<String, Integer> owners(Db db, Set<String> numbers) {
    return db
        .list(
            OWNERS,
            row -> new Owned(row.getString("number"), row.getInteger("clients")),
            (Object) numbers.toArray(String[]::new))
        .stream()
        .collect(toMap(Owned::number, Owned::clients));
  }

  private static final String CLIENTS = "select id, name, company from client where id = any($1)";

  Map<Long, ClientRef> clients(Db db, Set<Long> ids) {
    return db
        .list(
            CLIENTS,
            row -> new ClientRef(id(row, "id"), row.getString("name"), row.getString("company")),
            (Object) ids.toArray(Long[]::new))
        .stream()
        .collect(toMap(client -> Long.valueOf(client.id()), client -> client));
  }
}
