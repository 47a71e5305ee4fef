package io.ringcard.client;

import static io.ringcard.store.Columns.findRef;
import static io.ringcard.store.Columns.instant;
import static java.util.stream.Collectors.toMap;

import io.ringcard.store.Db;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Statements that merge cards and part them again. */
final class ClientMergesSql {

  private static final String LOCK =
      "select id from client where id = any($1) order by id for update";

  /** How many of them there are. */
  int lock(Db db, long one, long other) {
    return db.list(LOCK, row -> true, (Object) new Long[] {one, other}).size();
  }

  private static final String ABSORB =
      """
      update client c set version = top.version, merged_into = case when c.id = $1 then $2::bigint end
      from (select max(version) as version from client where id in ($1, $2)) top
      where c.id in ($1, $2)
      """;

  /** From here on no version that anybody has seen of either card is that of the client. */
  void absorb(Db db, long absorbed, long into) {
    db.run(ABSORB, absorbed, into);
  }

  private static final String RELEASE =
      "update client set merged_into = null, version = version + 1 where id = $1 and merged_into = $2";

  boolean release(Db db, long absorbed, long from) {
    return db.run(RELEASE, absorbed, from) > 0;
  }

  private static final String INSERT =
      """
      insert into client_merge (client_id, absorbed_id, user_id, kept, absorbed, moved) values ($1, $2, $3, $4, $5, $6)
      returning id
      """;

  long insert(
      Db db,
      long client,
      long absorbed,
      long userId,
      CardThen keptCard,
      CardThen absorbedCard,
      JsonObject moved) {
    return db.get(
        INSERT,
        row -> row.getLong("id"),
        client,
        absorbed,
        userId,
        keptCard.json(),
        absorbedCard.json(),
        moved);
  }

  /** A merge that stands, with all that is needed to part the cards. */
  record Standing(
      long client,
      long absorbed,
      Instant at,
      CardThen keptCard,
      CardThen absorbedCard,
      JsonObject moved) {

    Long[] ids(String kind) {
      return moved.getJsonArray(kind, new JsonArray()).stream()
          .map(id -> ((Number) id).longValue())
          .toArray(Long[]::new);
    }
  }

  private static final String STANDING = "select * from client_merge where id = $1 for update";

  Optional<Standing> lock(Db db, long merge) {
    return db.find(
        STANDING,
        row ->
            new Standing(
                row.getLong("client_id"),
                row.getLong("absorbed_id"),
                instant(row, "at"),
                CardThen.of(row.getJsonObject("kept")),
                CardThen.of(row.getJsonObject("absorbed")),
                row.getJsonObject("moved")),
        merge);
  }

  private static final String DELETE = "delete from client_merge where id = $1";

  void delete(Db db, long merge) {
    db.run(DELETE, merge);
  }

  private static final String BY_IDS =
      """
      select m.*, u.name as user_name from client_merge m join app_user u on u.id = m.user_id where m.id = any($1)
      """;

  List<ClientMerge> byIds(Db db, List<Long> ids) {
    return db.list(BY_IDS, ClientMergesSql::merge, (Object) ids.toArray(Long[]::new));
  }

  private static ClientMerge merge(Row row) {
    return new ClientMerge(
        row.getLong("id").toString(),
        Objects.requireNonNull(findRef(row, "user")),
        instant(row, "at"),
        CardThen.of(row.getJsonObject("kept")),
        CardThen.of(row.getJsonObject("absorbed")),
        row.getJsonObject("moved").stream()
            .collect(toMap(kind -> kind.getKey(), kind -> ((JsonArray) kind.getValue()).size())));
  }
}
