package io.ringcard.pipeline;

import io.ringcard.client.OnceSql;
import io.ringcard.kernel.Label;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.pipeline.PipelineBody.StepBody;
import io.ringcard.store.Db;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The pipelines and their steps: a pipeline is written whole, with all its steps in order. */
public final class Pipelines {

  private static final String OPEN = "open";

  private final Db db;
  private final IntSupplier refusalLimit;
  private final PipelinesSql sql = new PipelinesSql();
  private final StepsSql steps = new StepsSql();
  private final MovesSql moves = new MovesSql();
  private final OnceSql once = new OnceSql();

  /**
   * @param refusalLimit the refusal that loses a deal
   */
  public Pipelines(Db db, IntSupplier refusalLimit) {
    this.db = db;
    this.refusalLimit = refusalLimit;
  }

  public List<Pipeline> list() {
    return list(db);
  }

  private List<Pipeline> list(Db at) {
    var limit = refusalLimit.getAsInt();
    return sql.list(at).stream().map(one -> one.withRefusalLimit(limit)).toList();
  }

  private Pipeline get(Db at, long id) {
    return list(at).stream()
        .filter(one -> one.id().equals(Long.toString(id)))
        .findFirst()
        .orElseThrow(() -> new Problem.NotFound("id").asException());
  }

  /** A new pipeline behind the others; the same key again gives the same pipeline. */
  Pipeline create(Principal by, PipelineBody body, Optional<String> key) {
    return once.create(
        db,
        by.userId(),
        "createPipeline",
        key,
        tx -> {
          var fresh = sql.insert(tx, label("label", body.label()));
          write(tx, by, fresh, List.of(), Objects.requireNonNull(body.steps()), Map.of());
          return fresh;
        },
        this::get);
  }

  /** Changes what was given, and tells which pipelines there are now. */
  List<Pipeline> change(Principal by, long id, PipelineBody body) {
    return db.inTransaction(tx -> {
      var version = sql.lock(tx, id).orElseThrow(() -> new Problem.NotFound("id").asException());
      var current = get(tx, id);
      if (!Objects.equals(body.version(), version)) {
        throw new Problem.Conflict("version", "stale", Map.of("current", current)).asException();
      }
      sql.update(tx, id, body.label() == null ? current.label() : label("label", body.label()));
      if (body.steps() != null) {
        var moved = Objects.requireNonNullElse(body.moved(), Map.<String, String>of());
        write(tx, by, id, current.steps(), body.steps(), moved);
      }
      if (Boolean.TRUE.equals(body.retired())) {
        retire(tx, id);
      }
      return list(tx);
    });
  }

  private void retire(Db tx, long id) {
    if (list(tx).size() < 2) {
      throw new Problem.Conflict("retired", "last").asException();
    }
    if (steps.openDeals(tx, id) > 0) {
      throw new Problem.Conflict("retired", "has-deals").asException();
    }
    sql.retire(tx, id);
  }

  private void write(
      Db tx,
      Principal by,
      long pipeline,
      List<Step> before,
      List<StepBody> after,
      Map<String, String> moved) {
    check(before, after);
    for (var step : before) {
      if (after.stream().noneMatch(one -> step.id().equals(one.id()))) {
        retire(tx, by, step, after, moved.get(step.id()));
      }
    }
    for (var place = 0; place < after.size(); place++) {
      var step = after.get(place);
      var label = label("steps[" + place + "].label", step.label());
      if (step.id() == null) {
        steps.insert(tx, pipeline, place + 1, label, step.color(), step.kind());
      } else {
        steps.update(tx, Long.parseLong(step.id()), place + 1, label, step.color(), step.kind());
      }
    }
  }

  private static void check(List<Step> before, List<StepBody> after) {
    var seen = new HashSet<String>();
    for (var place = 0; place < after.size(); place++) {
      var id = after.get(place).id();
      if (id != null && (!seen.add(id) || before.stream().noneMatch(one -> one.id().equals(id)))) {
        throw new Problem.Invalid("steps[" + place + "].id", "unknown").asException();
      }
    }
    if (after.stream().noneMatch(step -> step.kind().equals(OPEN))) {
      throw new Problem.Invalid("steps", "no-open-step").asException();
    }
  }

  /** Its deals go to a step that stays; it may be without one only when it has no deals. */
  private void retire(
      Db tx, Principal by, Step step, List<StepBody> after, @Nullable String target) {
    var id = Long.parseLong(step.id());
    if (target != null) {
      if (after.stream().noneMatch(one -> target.equals(one.id()))) {
        throw new Problem.Invalid("moved." + step.id(), "unknown").asException();
      }
      moves.leaveStep(tx, id);
      steps.moveDeals(tx, id, Long.parseLong(target), by.userId());
    } else if (steps.hasDeals(tx, id)) {
      throw new Problem.Invalid("moved." + step.id(), "required").asException();
    }
    steps.retire(tx, id);
  }

  private static Label label(String field, @Nullable Label label) {
    if (label == null || label.ru().isBlank() || label.en().isBlank()) {
      throw new Problem.Invalid(field, "required").asException();
    }
    return new Label(label.ru().strip(), label.en().strip());
  }
}
