package io.ringcard.outcome;

import io.ringcard.kernel.Label;
import io.ringcard.kernel.Problem;
import io.ringcard.pipeline.Moves;
import io.ringcard.store.Db;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The outcomes that people choose from, and their rules. Nothing is deleted: calls keep theirs; one
 * that is not wanted any more is no longer offered.
 */
public final class Catalogue {

  /** The colour of one that nobody has given a colour yet. */
  private static final int PLAIN = 1;

  private final Db db;
  private final Moves moves = new Moves();
  private final CatalogueSql sql = new CatalogueSql();

  public Catalogue(Db db) {
    this.db = db;
  }

  /**
   * In the order of the catalogue.
   *
   * @param all also those that are not offered any more, last
   */
  public List<Outcome> list(boolean all) {
    return sql.list(db, all);
  }

  /** One that may be written on a call now. */
  Outcome active(Db at, String id) {
    return sql.find(at, Long.parseLong(id))
        .filter(Outcome::active)
        .orElseThrow(() -> new Problem.Invalid("outcome", "unknown").asException());
  }

  /** One that stands on a call, active or not. */
  Outcome get(Db at, long id) {
    return sql.find(at, id).orElseThrow(() -> new Problem.NotFound("id").asException());
  }

  Outcome create(CatalogueBody body) {
    return db.inTransaction(tx -> {
      var empty =
          new Outcome(
              "0",
              null,
              new Label("", ""),
              PLAIN,
              List.of(),
              List.of(),
              null,
              false,
              false,
              true,
              0);
      var outcome = merged(empty, body, member -> true);
      check(tx, outcome);
      return get(tx, sql.insert(tx, outcome));
    });
  }

  /**
   * Changes what was given.
   *
   * @param given tells of a member whether it was in the request, if only as null
   */
  Outcome change(long id, CatalogueBody body, Predicate<String> given) {
    return db.inTransaction(tx -> {
      var version = sql.lock(tx, id).orElseThrow(() -> new Problem.NotFound("id").asException());
      var current = get(tx, id);
      if (!Objects.equals(body.version(), version)) {
        throw new Problem.Conflict("version", "stale", Map.of("current", current)).asException();
      }
      var outcome = merged(current, body, given);
      check(tx, outcome);
      sql.update(tx, id, outcome);
      if (given.test("steps")) {
        sql.putSteps(tx, id, outcome.steps());
      }
      return get(tx, id);
    });
  }

  /** Puts the catalogue in this order; those not named stay behind them. */
  List<Outcome> order(List<String> ids) {
    var distinct = new HashSet<>(ids);
    return db.inTransaction(tx -> {
      var known = sql.list(tx, true).stream().map(Outcome::id).toList();
      if (distinct.size() != ids.size() || !known.containsAll(ids)) {
        throw new Problem.Invalid("items", "unknown").asException();
      }
      var rest = known.stream().filter(id -> !distinct.contains(id));
      sql.order(tx, Stream.concat(ids.stream(), rest).map(Long::valueOf).toList());
      return sql.list(tx, true);
    });
  }

  private static Outcome merged(Outcome was, CatalogueBody body, Predicate<String> given) {
    return new Outcome(
        was.id(),
        given.test("key") ? body.key() : was.key(),
        Objects.requireNonNullElse(body.label(), was.label()).filled("label"),
        Objects.requireNonNullElse(body.color(), was.color()),
        Objects.requireNonNullElse(body.steps(), was.steps()),
        was.retired(),
        given.test("next") ? body.next() : was.next(),
        Objects.requireNonNullElse(body.refusal(), was.refusal()),
        Objects.requireNonNullElse(body.noAnswer(), was.noAnswer()),
        Objects.requireNonNullElse(body.active(), was.active()),
        was.version());
  }

  private void check(Db tx, Outcome outcome) {
    var key = outcome.key();
    if (key != null && outcome.active() && sql.isKeyTaken(tx, key, Long.parseLong(outcome.id()))) {
      throw new Problem.Invalid("key", "taken").asException();
    }
    if (outcome.refusal() && outcome.noAnswer()) {
      throw new Problem.Invalid("noAnswer", "refusal").asException();
    }
    var pipelines = new HashSet<Long>();
    for (var step : outcome.steps()) {
      var pipeline =
          moves
              .pipelineOfStep(tx, Long.parseLong(step))
              .orElseThrow(() -> new Problem.Invalid("steps", "unknown").asException());
      if (!pipelines.add(pipeline)) {
        throw new Problem.Invalid("steps", "same-pipeline").asException();
      }
    }
  }
}
