package io.ringcard.planning;

import io.ringcard.http.Push;
import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Problem;
import io.ringcard.planning.PlanFilter.Cursor;
import java.util.Map;

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
        .on("patchPlan", this::patch);
  }

  private Plans.Page list(Request request) {
    return plans.list(
        new PlanFilter(
            request.findInstant("from").orElse(null),
            request.findInstant("to").orElse(null),
            request.findLong("assignee").orElse(null),
            request.findLong("client").orElse(null),
            request.find("status").orElse(null),
            request.find("cursor").map(PlanRoutes::cursor).orElse(null),
            request.findInt("limit").orElse(100)));
  }

  private Plan create(Request request) {
    var body = request.body(PlanBody.class);
    return told(plans.create(request.principal(), body, request.find("Idempotency-Key")));
  }

  private Today today(Request request) {
    return today.of(request.principal(), request.find("scope").filter("team"::equals).isPresent());
  }

  private Plan patch(Request request) {
    return told(plans.change(request.id(), request.body(PlanBody.class), request::has));
  }

  private Plan told(Plan plan) {
    push.sendToAll("plan", Map.of("client", plan.client().id()));
    return plan;
  }

  private static Cursor cursor(String text) {
    return Cursor.parse(text)
        .orElseThrow(() -> new Problem.Invalid("cursor", "unknown").asException());
  }
}
