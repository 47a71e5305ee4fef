package io.ringcard.missed;

import static io.ringcard.store.Columns.instant;
import static io.ringcard.store.Columns.utc;

import io.ringcard.client.ClientRef;
import io.ringcard.kernel.Ref;
import io.ringcard.store.Db;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is shown of lines beside what the log tells: names, and our tries to call back. */
final class LinesSql {

  /** A client by name, with the first of their numbers. */
  record Known(ClientRef client, @Nullable String number) {}

  private static final String CLIENTS =
      """
      select c.id, c.name, c.company,
        (select f.number from client_phone f where f.client_id = c.id order by f.position limit 1) as number
      from client c where c.id = any($1)
      """;

  Map<Long, Known> clients(Db db, Collection<Long> ids) {
    var known = new HashMap<Long, Known>();
    db.list(
            CLIENTS,
            row ->
                new Known(
                    new ClientRef(
                        row.getLong("id").toString(),
                        row.getString("name"),
                        row.getString("company")),
                    row.getString("number")),
            (Object) ids.toArray(Long[]::new))
        .forEach(client -> known.put(Long.valueOf(client.client().id()), client));
    return known;
  }

  private static final String PEOPLE = "select id, name from app_user where id = any($1)";

  Map<Long, Ref> people(Db db, Collection<Long> ids) {
    var people = new HashMap<Long, Ref>();
    db.list(
            PEOPLE,
            row -> Ref.of(row.getLong("id"), row.getString("name")),
            (Object) ids.toArray(Long[]::new))
        .forEach(person -> people.put(Long.valueOf(person.id()), person));
    return people;
  }

  /** One of our calls to the person of a line that nobody took. */
  record Back(int line, long call, Instant at) {}

  private static final String BACK =
      """
      select l.line, o.id, o.started_at
      from unnest($1::integer[], $2::bigint[], $3::text[], $4::timestamptz[], $5::timestamptz[]) as l(line, client, number, since, until)
      cross join lateral (
        select t.id, t.started_at from call t where t.client_id = l.client and %1$s
        union
        select t.id, t.started_at from call t where t.number = l.number and %1$s) o
      order by l.line, o.started_at, o.id
      """
          .formatted(
              "t.merged_into is null and t.direction = 'outbound' and t.answered_at is null"
                  + " and t.started_at > l.since and t.started_at < coalesce(l.until, 'infinity')");

  List<Back> callsBack(Db db, List<Line> lines) {
    var places = new ArrayList<Integer>();
    lines.forEach(_ -> places.add(places.size()));
    return db.list(
        BACK,
        row -> new Back(row.getInteger("line"), row.getLong("id"), instant(row, "started_at")),
        places.toArray(Integer[]::new),
        lines.stream().map(Line::clientId).toArray(Long[]::new),
        lines.stream().map(Line::number).toArray(String[]::new),
        lines.stream()
            .map(line -> Objects.requireNonNull(utc(line.firstAt())))
            .toArray(OffsetDateTime[]::new),
        lines.stream().map(line -> utc(line.overAt())).toArray(OffsetDateTime[]::new));
  }
}
