package io.ringcard.pipeline;

import io.ringcard.http.Push;
import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.pipeline.DealOrder.Sort;
import io.ringcard.store.Db;
import io.ringcard.undo.Undone;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pipelines and deals over HTTP; each change is told to the screens. */
public final class PipelineRoutes {

  private final Deals deals;
  private final Pipelines pipelines;
  private final Push push;

  public PipelineRoutes(Deals deals, Pipelines pipelines, Push push) {
    this.deals = deals;
    this.pipelines = pipelines;
    this.push = push;
  }

  public void addTo(Routes routes) {
    routes
        .on("listPipelines", this::pipelines)
        .on("createPipeline", this::createPipeline)
        .on("patchPipeline", this::patchPipeline)
        .on("listDeals", this::list)
        .on("getBoard", this::board)
        .on("createDeal", this::create)
        .on("getDeal", this::get)
        .on("patchDeal", this::patch)
        .on("listDealSteps", this::history);
  }

  record PipelineList(List<Pipeline> items, @Nullable String next) {}

  private PipelineList pipelines(Request request) {
    return new PipelineList(pipelines.list(), null);
  }

  private Pipeline createPipeline(Request request) {
    var body = request.body(PipelineBody.class);
    var created = pipelines.create(request.principal(), body, request.find("Idempotency-Key"));
    tellPipelines();
    return created;
  }

  private PipelineList patchPipeline(Request request) {
    var body = request.body(PipelineBody.class);
    var known = pipelines.change(request.principal(), request.id(), body);
    tellPipelines();
    return new PipelineList(known, null);
  }

  private Deals.Page list(Request request) {
    return deals.list(
        filter(request),
        Sort.of(request.find("sort").orElse(null)),
        request.find("cursor").map(PipelineRoutes::cursor).orElse(null),
        request.findInt("limit").orElse(100));
  }

  private Board board(Request request) {
    return deals.board(filter(request), request.findInt("limit").orElse(50));
  }

  private static DealFilter filter(Request request) {
    return new DealFilter(
        request.findLong("pipeline").orElse(null),
        request.findLong("step").orElse(null),
        request.findLong("owner").orElse(null),
        request.findLong("client").orElse(null),
        request.findBoolean("open").orElse(null),
        request.findLong("source").orElse(null),
        request.find("q").map(String::strip).filter(text -> !text.isEmpty()).orElse(null));
  }

  private Deal create(Request request) {
    var body = request.body(DealBody.class);
    var key = request.find("Idempotency-Key");
    return told(deals.create(request.principal(), body, key, request::has));
  }

  private Deal get(Request request) {
    return deals.get(request.id());
  }

  private Deal patch(Request request) {
    return told(
        deals.change(
            request.principal(), request.id(), request.body(DealBody.class), request::has));
  }

  record History(List<Stay> items, @Nullable String next) {}

  private History history(Request request) {
    return new History(deals.history(request.id()), null);
  }

  private Deal told(Deal deal) {
    push.sendToAll("deal", deal.withUndo(null));
    return deal;
  }

  /** How a change of a deal is taken back; see {@link io.ringcard.undo.Undoing}. */
  public Undone undo(Db transaction, Principal by, JsonObject before) {
    var deal = deals.takeBack(transaction, by, before);
    return Undone.whole(() -> told(deal));
  }

  private void tellPipelines() {
    push.sendToAll("pipelines", Map.of());
  }

  private static Long cursor(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new Problem.Invalid("cursor", "unknown").asException();
    }
    return Long.valueOf(text);
  }
}
