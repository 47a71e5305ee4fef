package io.ringcard.calllog;

import io.ringcard.kernel.Ref;
import io.ringcard.store.Db;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Statements on an exchange as the log needs it: how far it is written, and by whom it may be. */
final class PbxSql {

  private static final String CHECKPOINT =
      """
      update pbx set checkpoint = $2 where id = $1 and (holder is null or $4::uuid is null or holder = $4)
      returning set_config('synchronous_commit', case when $3 then 'off' else current_setting('synchronous_commit') end, true)
      """;

  /**
   * @param early the commit need not wait for the disk; what a crash takes back goes with the
   *     checkpoint, and is read from the journal again
   * @return false when another server hears the exchange
   */
  boolean checkpoint(Db db, long pbxId, long offset, boolean early, @Nullable UUID server) {
    return db.find(CHECKPOINT, row -> true, pbxId, offset, early, server).isPresent();
  }

  private static final String IS_OURS =
      """
      select 1 from pbx where id = $1 and (holder is null or $2::uuid is null or holder = $2) for share
      """;

  /**
   * False when another server hears the exchange; otherwise none does until this transaction ends.
   */
  boolean isOurs(Db db, long pbxId, @Nullable UUID server) {
    return db.find(IS_OURS, row -> true, pbxId, server).isPresent();
  }

  private static final String PBX =
      """
      insert into pbx (name) values ($1)
      on conflict (name) do update set name = excluded.name
      returning id, checkpoint
      """;

  PbxRow pbx(Db db, String name) {
    return db.get(PBX, row -> new PbxRow(row.getLong("id"), name, row.getLong("checkpoint")), name);
  }

  private static final String LIST =
      """
      select id, name from pbx order by name collate "ru-RU-x-icu", id
      """;

  /** Also those that are switched off, and those whose past calls alone are here. */
  List<Ref> list(Db db) {
    return db.list(LIST, row -> Ref.of(row.getLong("id"), row.getString("name")));
  }
}
