package io.ringcard.undo;

import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes back what people did, by token and once. */
public final class Undos {

  /** How long a token serves. */
  public static final int MINUTES = 15;

  private static final Logger LOG = LoggerFactory.getLogger(Undos.class);

  private final Db db;
  private final Map<String, Undoing> kinds = new LinkedHashMap<>();
  private final UndoSql sql = new UndoSql();

  public Undos(Db db) {
    this.db = db;
  }

  /** Registers how a kind is taken back; before the doors open. */
  public Undos on(String kind, Undoing undoing) {
    if (kinds.put(kind, undoing) != null) {
      throw new IllegalStateException("two ways of taking back " + kind);
    }
    return this;
  }

  /** The contract's {@code Undone}. */
  public record Answer(String kind, List<String> left) {

    public Answer {
      left = List.copyOf(left);
    }
  }

  private record Done(String kind, Undone undone) {}

  /** Takes back what the token was given for, and tells the screens. */
  public Answer undo(Principal by, String token) {
    var hash = UndoOffers.hash(token);
    var done =
        db.inTransaction(tx -> {
          var offer =
              sql.lock(tx, hash, by.userId(), MINUTES)
                  .orElseThrow(() -> new Problem.NotFound("token").asException());
          checkStands(offer);
          var undone =
              Optional.ofNullable(kinds.get(offer.kind()))
                  .orElseThrow(() -> new IllegalStateException("nobody undoes " + offer.kind()))
                  .undo(tx, by, offer.before());
          sql.undone(tx, hash);
          return new Done(offer.kind(), undone);
        });
    try {
      done.undone().then().run();
    } catch (RuntimeException e) {
      LOG.warn("{} is taken back, but the screens were not told: {}", done.kind(), e.toString());
    }
    return new Answer(done.kind(), done.undone().left());
  }

  private static void checkStands(UndoSql.Offer offer) {
    if (offer.undoneAt() != null) {
      throw new Problem.Conflict("token", "undone", Map.of("at", offer.undoneAt().toString()))
          .asException();
    }
    if (offer.expired()) {
      throw new Problem.Conflict("token", "expired", Map.of("minutes", MINUTES)).asException();
    }
  }
}
