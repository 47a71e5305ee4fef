package io.ringcard.history;

import io.ringcard.calllog.CallLog;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.store.Db;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes over what exchanges have kept from before this house. */
public final class History {

  private final HistoryImport.Kit kit;

  /**
   * @param ordered context of calls that a program orders at the exchange
   * @param recordings the folder in which recordings are looked for
   */
  public History(Db db, CallLog log, PbxProfile profile, String ordered, Path recordings) {
    this.kit = new HistoryImport.Kit(db, log, profile, ordered, new PastRecordings(recordings));
  }

  /**
   * Reads a source to its end, from where a former run of it broke off; blocks until then.
   *
   * @param from {@code mariadb://user@host/asteriskcdrdb}, {@code postgresql://user@host/asterisk}
   *     or a path; without password
   * @param stop asked now and then; true pauses
   * @param tell told how far it is after each batch
   */
  public Progress run(
      long pbxId, String from, String password, BooleanSupplier stop, Consumer<Progress> tell)
      throws SourceFault {
    return begin(pbxId, from, password, null).run(stop, tell);
  }

  /** From then on it is the one that goes on with that source. */
  HistoryImport begin(long pbxId, String from, String password, @Nullable Long startedBy)
      throws SourceFault {
    return new HistoryImport(kit, pbxId, from, Sources.open(from, password), startedBy);
  }
}
