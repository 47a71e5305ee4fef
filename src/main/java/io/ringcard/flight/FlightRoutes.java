package io.ringcard.flight;

import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Problem;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looking into calls over HTTP. */
public final class FlightRoutes {

  private final Flights flights;

  public FlightRoutes(Flights flights) {
    this.flights = flights;
  }

  public void addTo(Routes routes) {
    routes
        .on("getCallStory", request -> flights.story(request.principal(), request.id()))
        .on("exportCallEvents", this::export)
        .on("reportCall", this::report)
        .on("listCallReports", request -> new Reports(flights.reports()))
        .on("getCallReportFile", this::file);
  }

  record Remark(String remark) {}

  record Reports(List<CallReport> items) {}

  private @Nullable Object export(Request request) throws IOException {
    return send(request, flights.export(request.principal(), request.id()), "call");
  }

  private CallReport report(Request request) throws IOException {
    var remark = request.body(Remark.class).remark();
    return flights.report(request.principal(), request.id(), remark);
  }

  private @Nullable Object file(Request request) {
    var file =
        flights
            .reportFile(request.id())
            .orElseThrow(() -> new Problem.NotFound("id").asException());
    return send(request, file, "report");
  }

  /** The number in the name is the house's own, not anybody's. */
  private static @Nullable Object send(Request request, byte[] zip, String name) {
    var response =
        request
            .raw()
            .response()
            .putHeader("Content-Type", "application/zip")
            .putHeader(
                "Content-Disposition",
                "attachment; filename=\"ringcard-%s-%d.zip\"".formatted(name, request.id()))
            .putHeader("Cache-Control", "no-store");
    request.socket().execute(() -> response.end(Buffer.buffer(zip)));
    return null;
  }
}
