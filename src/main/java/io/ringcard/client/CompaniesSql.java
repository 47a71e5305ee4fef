package io.ringcard.client;

import io.ringcard.store.Db;
import java.util.List;
import java.util.Optional;

/** Statements over companies that are clients themselves, and their people. */
final class CompaniesSql {

  private static final String NAME =
      "select name from client where id = $1 and kind = 'company' and merged_into is null";

  Optional<String> name(Db db, long id) {
    return db.find(NAME, row -> row.getString("name"), id);
  }

  private static final String CALLED =
      """
      select id from client
      where kind = 'company' and lower(name) = lower($1) and merged_into is null
      order by id limit 2
      """;

  /** Two at most: more than one means that the name tells nothing. */
  List<Long> called(Db db, String name) {
    return db.list(CALLED, row -> row.getLong("id"), name);
  }

  private static final String TAKE_IN =
      """
      update client set company_id = $1
      where kind = 'person' and company_id is null and lower(company) = lower($2) and merged_into is null
        and not exists (
          select 1 from client
          where kind = 'company' and lower(name) = lower($2) and merged_into is null and id <> $1)
      """;

  void takeIn(Db db, long companyId, String name) {
    db.run(TAKE_IN, companyId, name);
  }

  private static final String RENAME =
      "update client set company = $2 where company_id = $1 and company is distinct from $2";

  void rename(Db db, long companyId, String name) {
    db.run(RENAME, companyId, name);
  }

  private static final String LET_GO = "update client set company_id = null where company_id = $1";

  /** Its people keep the name as a word. */
  void letGo(Db db, long companyId) {
    db.run(LET_GO, companyId);
  }
}
