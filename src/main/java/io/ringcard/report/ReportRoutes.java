package io.ringcard.report;

import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Problem;
import io.ringcard.report.DurationsQuery.By;

/** Reports over HTTP. */
public final class ReportRoutes {

  private final Reports reports;

  public ReportRoutes(Reports reports) {
    this.reports = reports;
  }

  public void addTo(Routes routes) {
    routes.on("reportDurations", this::durations).on("reportDurationPictures", this::pictures);
  }

  private Durations durations(Request request) {
    var by = request.find("by").map(By::ofSlug).orElseThrow(() -> required("by"));
    return reports.durations(query(request, by));
  }

  private Pictures pictures(Request request) {
    return reports.pictures(query(request, By.OPERATOR));
  }

  private static DurationsQuery query(Request request, By by) {
    return new DurationsQuery(
        request.findInstant("from").orElseThrow(() -> required("from")),
        request.findInstant("to").orElseThrow(() -> required("to")),
        by,
        request.find("direction").orElse(null),
        request.findLong("operator").orElse(null),
        request.find("queue").orElse(null));
  }

  private static RuntimeException required(String field) {
    return new Problem.Invalid(field, "required").asException();
  }
}
