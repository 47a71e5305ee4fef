package io.ringcard.pipeline;

import io.ringcard.book.Choice;
import io.ringcard.book.Choices;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.pipeline.DealWritesSql.Values;
import io.ringcard.store.Db;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Checks what people say about a deal and writes it, inside a transaction. */
final class DealChange {

  private final DealWritesSql sql = new DealWritesSql();
  private final PipelinesSql pipelines = new PipelinesSql();
  private final Choices choices = new Choices();
  private final Moves moves = new Moves();

  /** The version that stands there; nobody else changes the deal until the transaction ends. */
  int lock(Db tx, long id) {
    return moves.lock(tx, id).orElseThrow(() -> new Problem.NotFound("id").asException()).version();
  }

  long insert(Db tx, Principal by, DealBody body, Predicate<String> given) {
    var client = id(body.client());
    if (client == null || !sql.isClient(tx, client)) {
      throw new Problem.Invalid("client", "unknown").asException();
    }
    var step = body.step() == null ? firstStep(tx) : step(tx, body.step());
    var owner = given.test("owner") ? user(tx, body.owner()) : Long.valueOf(by.userId());
    var values =
        new Values(
            title(body.title()),
            owner,
            body.amount(),
            Objects.requireNonNullElse(body.currency(), "RUB"),
            choices.chosen(tx, "source", "source", body.source(), null),
            null,
            body.expectedOn(),
            word(body.description()),
            false);
    var deal = sql.insert(tx, client, step, values, by.userId());
    moves.remember(tx, deal, step, by.userId());
    return deal;
  }

  /** Writes what was given; the move that it made, if it moved the deal. */
  Optional<Move> apply(Db tx, Principal by, Deal current, DealBody body, Predicate<String> given) {
    var id = Long.parseLong(current.id());
    var move = Optional.<Move>empty();
    var target = body.step();
    if (target != null && !target.equals(current.step().id())) {
      move = moves.move(tx, id, step(tx, target), by.userId(), null);
    }
    var owner = current.owner() == null ? null : current.owner().id();
    var kept = move.isPresent() ? null : current.reason();
    sql.update(
        tx,
        id,
        new Values(
            body.title() == null ? current.title() : title(body.title()),
            user(tx, given.test("owner") ? body.owner() : owner),
            given.test("amount") ? body.amount() : current.amount(),
            Objects.requireNonNullElse(body.currency(), current.currency()),
            given.test("source")
                ? choices.chosen(tx, "source", "source", body.source(), current.source())
                : Choice.idOf(current.source()),
            given.test("reason") ? reason(tx, id, body.reason(), kept) : Choice.idOf(kept),
            given.test("expectedOn") ? body.expectedOn() : current.expectedOn(),
            given.test("description") ? word(body.description()) : current.description(),
            body.archived() == null ? current.archivedAt() != null : body.archived()),
        by.userId());
    return move;
  }

  /** Why it ended, of the book for the step on which it stands now; an open deal has no reason. */
  private @Nullable Long reason(Db tx, long id, @Nullable String reason, @Nullable Choice current) {
    return choices.chosen(tx, "reason", "reason-" + sql.stepKind(tx, id), reason, current);
  }

  private long firstStep(Db tx) {
    return pipelines
        .firstStep(tx)
        .orElseThrow(() -> new Problem.Invalid("step", "required").asException());
  }

  private long step(Db tx, String step) {
    var id = Long.parseLong(step);
    if (pipelines.pipelineOfStep(tx, id).isEmpty()) {
      throw new Problem.Invalid("step", "unknown").asException();
    }
    return id;
  }

  private @Nullable Long user(Db tx, @Nullable String user) {
    var id = id(user);
    if (id != null && !sql.isUser(tx, id)) {
      throw new Problem.Invalid("owner", "unknown").asException();
    }
    return id;
  }

  private static String title(@Nullable String title) {
    var word = word(title);
    if (word == null) {
      throw new Problem.Invalid("title", "required").asException();
    }
    return word;
  }

  private static @Nullable String word(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static @Nullable Long id(@Nullable String text) {
    return text == null ? null : Long.valueOf(text);
  }
}
