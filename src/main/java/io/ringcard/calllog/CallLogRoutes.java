package io.ringcard.calllog;

import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.Ref;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reading the log over HTTP. */
public final class CallLogRoutes {

  private final CallViews calls;
  private final CallFilters filters;

  public CallLogRoutes(CallViews calls, ZoneId zone) {
    this.calls = calls;
    this.filters = new CallFilters(zone);
  }

  public void addTo(Routes routes) {
    routes
        .on("listCalls", this::list)
        .on("callTotals", request -> calls.totals(filters.of(request)))
        .on("listCallQueues", request -> new QueueNames(calls.queues()))
        .on("listCallExchanges", request -> new ExchangeNames(calls.exchanges()))
        .on("getCall", this::get)
        .on("listCallDifferences", request -> new DifferenceList(calls.differences(request.id())));
  }

  record QueueNames(List<String> items) {}

  record ExchangeNames(List<Ref> items) {}

  record DifferenceList(List<CallDifference> items) {}

  record CallList(List<CallView> items, @Nullable String next) {}

  private CallList list(Request request) {
    var page = calls.page(filters.of(request));
    var next = page.next();
    return new CallList(page.items(), next == null ? null : next.text());
  }

  private CallView get(Request request) {
    return calls.find(request.id()).orElseThrow(() -> new Problem.NotFound("id").asException());
  }
}
