package io.ringcard.client;

import io.ringcard.store.Db;
import java.util.List;

/** Statements over numbers that several clients have. */
final class DuplicatesSql {

  /** A number and who has it. */
  record Shared(String number, List<Long> clients) {}

  /** In the order of numbers, so that the index is read no further than the page. */
  private static final String PAGE =
      """
      select shared.number, shared.clients[1:100] as clients
      from (
        select number, array_agg(client_id order by client_id) as clients
        from client_phone where number > $1
        group by number having count(*) > 1
        order by number) shared
      left join number_shared apart on apart.number = shared.number and apart.clients @> shared.clients
      where apart.number is null
        and exists (select 1 from client where id = any(shared.clients) group by kind having count(*) > 1)
      order by shared.number
      limit $2
      """;

  List<Shared> page(Db db, String after, int limit) {
    return db.list(
        PAGE,
        row -> new Shared(row.getString("number"), List.of(row.getArrayOfLongs("clients"))),
        after,
        limit);
  }

  private static final String HAVE =
      "select count(*) as n from client_phone where number = $1 and client_id = any($2)";

  /** How many of these clients have the number. */
  long have(Db db, String number, Long[] clients) {
    return db.get(HAVE, row -> row.getLong("n"), number, clients);
  }

  private static final String KEEP_APART =
      """
      insert into number_shared (number, clients, user_id) values ($1, $2, $3)
      on conflict (number) do update set clients = excluded.clients, user_id = excluded.user_id, at = now()
      """;

  void keepApart(Db db, String number, Long[] clients, long userId) {
    db.run(KEEP_APART, number, clients, userId);
  }

  private static final String ASK_AGAIN = "delete from number_shared where number = $1";

  void askAgain(Db db, String number) {
    db.run(ASK_AGAIN, number);
  }
}
