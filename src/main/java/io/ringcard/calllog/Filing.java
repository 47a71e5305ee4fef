package io.ringcard.calllog;

import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.Role;
import io.ringcard.store.Db;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A person says whose call it was; from then on no number decides it. */
public final class Filing {

  private final Db db;
  private final CallViews calls;
  private final List<CallFiled> listeners;
  private final FilingSql sql = new FilingSql();
  private final CallLogSql rows = new CallLogSql();

  public Filing(Db db, CallViews calls, List<CallFiled> listeners) {
    this.db = db;
    this.calls = calls;
    this.listeners = List.copyOf(listeners);
  }

  /** The contract's {@code CallPatch}; without a client the call is nobody's. */
  record Body(int version, @Nullable String client) {}

  /** What was filed: the call as it is now, and the client that had it before. */
  public record Filed(CallView call, @Nullable Long formerClient) {}

  /** Filing under the same client says that it is right, and changes nothing else. */
  Filed file(Principal by, long id, Body body) {
    return db.inTransaction(tx -> {
      var alive = Long.parseLong(view(tx, id).id());
      if (!sql.lock(tx, alive)) {
        throw new Problem.NotFound("id").asException();
      }
      var current = view(tx, alive);
      var before = row(tx, alive);
      checkMay(by, before);
      if (current.version() != body.version()) {
        throw new Problem.Conflict("version", "stale", Map.of("current", current)).asException();
      }
      var client = client(tx, body);
      sql.file(tx, alive, client);
      if (!Objects.equals(client, before.clientId())) {
        var after = row(tx, alive);
        listeners.forEach(listener -> listener.filed(tx, by.userId(), before, after));
      }
      return new Filed(view(tx, alive), before.clientId());
    });
  }

  private static void checkMay(Principal by, CallRow call) {
    if (by.role() == Role.OPERATOR && !call.userIds().contains(by.userId())) {
      throw new Problem.Forbidden("not-participant").asException();
    }
  }

  private @Nullable Long client(Db tx, Body body) {
    if (body.client() == null) {
      return null;
    }
    var id = Long.parseLong(body.client());
    if (!sql.isClient(tx, id)) {
      throw new Problem.Invalid("client", "unknown").asException();
    }
    return id;
  }

  private CallRow row(Db tx, long id) {
    return rows.byIds(tx, List.of(id)).getFirst();
  }

  private CallView view(Db tx, long id) {
    return calls.find(tx, id).orElseThrow(() -> new Problem.NotFound("id").asException());
  }
}
