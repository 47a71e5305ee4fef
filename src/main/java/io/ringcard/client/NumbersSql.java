package io.ringcard.client;

import static io.ringcard.store.Columns.id;

import io.ringcard.store.Db;
import java.util.List;

/** Statements that begin at a number. */
final class NumbersSql {

  private static final String OWNERS =
      """
      select c.id, c.name, c.company
      from client_phone p join client c on c.id = p.client_id
      where p.number = $1
      order by c.id
      limit 10
      """;

  List<ClientRef> owners(Db db, String number) {
    return db.list(
        OWNERS,
        row -> new ClientRef(id(row, "id"), row.getString("name"), row.getString("company")),
        number);
  }
}
