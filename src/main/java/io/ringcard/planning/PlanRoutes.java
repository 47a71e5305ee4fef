package io.ringcard.planning;

import io.ringcard.http.Push;
import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.planning.PlanFilter.Cursor;
import io.ringcard.store.Db;
import io.ringcard.undo.Undone;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contact plan over HTTP; each change is told to the screens. */
public final class PlanRoutes {

  private final Plans plans;
  private final TodayView today;
  private final Push push;

  public PlanRoutes(Plans plans, TodayView today, Push push) {
    this.plans = plans;
    this.today = today;
    this.push = push;
  }

  public void addTo(Routes routes) {
    routes
        .on("listPlan", this::list)
        .on("createPlan", this::create)
        .on("planToday", this::today)
        .on("getPlan", this::get)
        .on("patchPlan", this::patch);
  }

  private Plans.Page list(Request request) {
    return plans.list(
        new PlanFilter(
            request.findInstant("from").orElse(null),
            request.findInstant("to").orElse(null),
            assignees(request),
            request.findLong("client").orElse(null),
            request.find("status").orElse(null),
            request.find("kind").orElse(null),
            request.find("q").map(String::strip).filter(text -> !text.isEmpty()).orElse(null),
            request.find("cursor").map(PlanRoutes::cursor).orElse(null),
            request.findInt("limit").orElse(100)));
  }

  /** One person, or the reader's team, or nobody in particular. */
  private @Nullable List<Long> assignees(Request request) {
    var person = request.findLong("assignee");
    return person.isPresent()
        ? person.map(List::of).orElseThrow()
        : request
            .find("scope")
            .map(scope -> today.people(request.principal(), "team".equals(scope)))
            .orElse(null);
  }

  private Plan get(Request request) {
    return plans.get(request.id());
  }

  private Plan create(Request request) {
    var body = request.body(PlanBody.class);
    return told(plans.create(request.principal(), body, request.find("Idempotency-Key")));
  }

  private Today today(Request request) {
    return today.of(request.principal(), request.find("scope").filter("team"::equals).isPresent());
  }

  private Plan patch(Request request) {
    return told(
        plans.change(
            request.principal(), request.id(), request.body(PlanBody.class), request::has));
  }

  private Plan told(Plan plan) {
    tell(plan.client().id());
    return plan;
  }

  private void tell(String client) {
    push.sendToAll("plan", Map.of("client", client));
  }

  /** How a creation or a change is taken back; see {@link io.ringcard.undo.Undoing}. */
  public Undone undo(Db transaction, Principal by, JsonObject before) {
    plans.takeBack(transaction, by, before);
    return Undone.whole(() -> tell(before.getString("client")));
  }

  private static Cursor cursor(String text) {
    return Cursor.parse(text)
        .orElseThrow(() -> new Problem.Invalid("cursor", "unknown").asException());
  }
}
