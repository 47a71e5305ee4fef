package io.ringcard.history;

import io.ringcard.call.Call;
import io.ringcard.calllog.CallLog;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.recording.PastFiles;
import io.ringcard.store.Db;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Takes over what exchanges have kept from before this house. */
public final class History {

  private final HistoryImport.Kit kit;
  private final PastFiles files;

  /**
   * @param ordered context of calls that a program orders at the exchange
   * @param recordings the folder in which recordings are looked for
   */
  public History(Db db, CallLog log, PbxProfile profile, String ordered, Path recordings) {
    this.files = new PastFiles(recordings);
    this.kit = new HistoryImport.Kit(db, log, profile, ordered, this::completed);
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
    var source = Sources.open(from, password);
    return new HistoryImport(kit, pbxId, from, source, tell).run(stop);
  }

  /** A call whose rows name no file may have one all the same. */
  private Call completed(Call call) {
    if (!call.recordings().isEmpty()) {
      return call;
    }
    var ids = new ArrayList<>(call.otherLinkedids());
    ids.addFirst(call.linkedid());
    Optional.ofNullable(call.clientUniqueid()).filter(id -> !ids.contains(id)).ifPresent(ids::add);
    var at = Objects.requireNonNullElse(call.startedAt(), Instant.EPOCH);
    var found = files.named(ids, at);
    return found.isEmpty() ? call : call.with(call.did(), found);
  }
}
