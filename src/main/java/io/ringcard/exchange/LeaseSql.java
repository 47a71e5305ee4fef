package io.ringcard.exchange;

import io.ringcard.store.Db;
import java.util.Optional;
import java.util.UUID;

/** Statements by which servers agree on who hears an exchange; all times are the database's. */
final class LeaseSql {

  /**
   * @param checkpoint offset in our journal from which to read
   * @param taken true when another server heard it before
   */
  record Taken(long checkpoint, boolean taken) {}

  private static final String TAKE =
      """
      with former as (select id, holder from pbx where id = $1 for update)
      update pbx p set
        checkpoint = case when p.holder is distinct from $2 and p.holder is not null then $3 else p.checkpoint end,
        holder = $2, holder_name = $4, held_until = now() + $5 * interval '1 millisecond'
      from former f
      where p.id = f.id and (p.holder is null or p.holder = $2 or p.held_until < now())
      returning p.checkpoint, (f.holder is not null and f.holder is distinct from $2) as taken
      """;

  /**
   * Ours for so long, unless another server has it.
   *
   * @param end of our journal: where reading begins after another server
   */
  Optional<Taken> take(Db db, long pbxId, UUID server, long end, String name, long millis) {
    return db.find(
        TAKE,
        row -> new Taken(row.getLong("checkpoint"), row.getBoolean("taken")),
        pbxId,
        server,
        end,
        name,
        millis);
  }

  private static final String RENEW =
      """
      update pbx set held_until = now() + $3 * interval '1 millisecond' where id = $1 and holder = $2
      """;

  /** False when another server has taken it. */
  boolean renew(Db db, long pbxId, UUID server, long millis) {
    return db.run(RENEW, pbxId, server, millis) > 0;
  }

  private static final String LET_GO =
      "update pbx set held_until = now() where id = $1 and holder = $2";

  void letGo(Db db, long pbxId, UUID server) {
    db.run(LET_GO, pbxId, server);
  }

  private static final String READ_FROM =
      """
      select case when holder is null or holder = $2 then checkpoint else $3 end as place from pbx where id = $1
      """;

  /**
   * The place in our journal from which we shall read when we hear that exchange again; the end of
   * all when another server has heard it since.
   */
  long readFrom(Db db, long pbxId, UUID server) {
    return db.get(READ_FROM, row -> row.getLong("place"), pbxId, server, Long.MAX_VALUE);
  }

  private static final String OTHER =
      """
      select coalesce(holder_name, '') as name from pbx where id = $1 and holder <> $2 and held_until > now()
      """;

  /** The name of another server that has it. */
  Optional<String> other(Db db, long pbxId, UUID server) {
    return db.find(OTHER, row -> row.getString("name"), pbxId, server);
  }
}
