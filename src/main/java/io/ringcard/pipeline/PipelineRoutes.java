package io.ringcard.pipeline;

import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pipelines and deals over HTTP. */
public final class PipelineRoutes {

  private final Deals deals;

  public PipelineRoutes(Deals deals) {
    this.deals = deals;
  }

  public void addTo(Routes routes) {
    routes
        .on("listPipelines", this::pipelines)
        .on("listDeals", this::list)
        .on("createDeal", this::create)
        .on("getDeal", this::get)
        .on("patchDeal", this::patch);
  }

  record PipelineList(List<Pipeline> items, @Nullable String next) {}

  private PipelineList pipelines(Request request) {
    return new PipelineList(deals.pipelines(), null);
  }

  private Deals.Page list(Request request) {
    return deals.list(
        new DealFilter(
            request.findLong("pipeline").orElse(null),
            request.findLong("step").orElse(null),
            request.findLong("owner").orElse(null),
            request.findLong("client").orElse(null),
            request.findBoolean("open").orElse(null),
            request.find("cursor").map(PipelineRoutes::cursor).orElse(null),
            request.findInt("limit").orElse(100)));
  }

  private Deal create(Request request) {
    return deals.create(
        request.principal(), request.body(DealBody.class), request.find("Idempotency-Key"));
  }

  private Deal get(Request request) {
    return deals.get(request.id());
  }

  private Deal patch(Request request) {
    return deals.change(
        request.principal(), request.id(), request.body(DealBody.class), request::has);
  }

  private static Long cursor(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new Problem.Invalid("cursor", "unknown").asException();
    }
    return Long.valueOf(text);
  }
}
