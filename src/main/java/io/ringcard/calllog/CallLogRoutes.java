package io.ringcard.calllog;

import io.ringcard.calllog.CallFilter.Cursor;
import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reading the log over HTTP. */
public final class CallLogRoutes {

  private final CallViews calls;

  public CallLogRoutes(CallViews calls) {
    this.calls = calls;
  }

  public void addTo(Routes routes) {
    routes.on("listCalls", this::list).on("getCall", this::get);
  }

  record CallList(List<CallView> items, @Nullable String next) {}

  private CallList list(Request request) {
    var page = calls.page(filter(request));
    var next = page.next();
    return new CallList(page.items(), next == null ? null : next.text());
  }

  private CallView get(Request request) {
    return calls.find(request.id()).orElseThrow(() -> new Problem.NotFound("id").asException());
  }

  private static CallFilter filter(Request request) {
    return new CallFilter(
        request.findInstant("from").orElse(null),
        request.findInstant("to").orElse(null),
        request.findLong("operator").orElse(null),
        request.findLong("team").orElse(null),
        request.findLong("client").orElse(null),
        request.find("number").map(number -> number.replaceAll("[^0-9]", "")).orElse(null),
        request.find("direction").orElse(null),
        request.find("result").orElse(null),
        request.findLong("outcome").orElse(null),
        request.find("queue").orElse(null),
        request.findBoolean("recording").orElse(null),
        request.findInt("minTalk").orElse(null),
        request.findInt("maxTalk").orElse(null),
        request.find("cursor").map(CallLogRoutes::cursor).orElse(null),
        request.findInt("limit").orElse(50));
  }

  private static Cursor cursor(String text) {
    return Cursor.parse(text)
        .orElseThrow(() -> new Problem.Invalid("cursor", "unknown").asException());
  }
}
