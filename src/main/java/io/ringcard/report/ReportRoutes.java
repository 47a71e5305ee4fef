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
    routes.on("reportDurations", this::durations);
  }

  private Durations durations(Request request) {
    return reports.durations(
        new DurationsQuery(
            request.findInstant("from").orElseThrow(() -> required("from")),
            request.findInstant("to").orElseThrow(() -> required("to")),
            request.find("by").map(By::ofSlug).orElseThrow(() -> required("by")),
            request.find("direction").orElse(null),
            request.findLong("operator").orElse(null),
            request.find("queue").orElse(null)));
  }

  private static RuntimeException required(String field) {
    return new Problem.Invalid(field, "required").asException();
  }
}
