package io.ringcard.report;

import io.ringcard.export.Download;
import io.ringcard.export.ExportFormat;
import io.ringcard.export.ExportWords;
import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Problem;
import io.ringcard.report.DurationsQuery.By;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reports over HTTP. */
public final class ReportRoutes {

  private static final String WORDS = "io.ringcard.report.export";

  private final Reports reports;

  public ReportRoutes(Reports reports) {
    this.reports = reports;
  }

  public void addTo(Routes routes) {
    routes
        .on("reportDurations", this::durations)
        .on("reportDurationPictures", this::pictures)
        .on("exportDurations", this::export);
  }

  private Durations durations(Request request) {
    return reports.durations(query(request, by(request)));
  }

  private @Nullable Object export(Request request) throws IOException {
    var query = query(request, by(request));
    var words = new ExportWords(WORDS, request.find("language").orElseThrow());
    var durations = reports.durations(query);
    var zone = ZoneId.of(durations.zone());
    var from = LocalDate.ofInstant(query.from(), zone);
    var last = LocalDate.ofInstant(query.to().minusNanos(1), zone);
    var name = words.of("title") + " " + from + (last.equals(from) ? "" : " – " + last);
    var file = new DurationsFile(query.by(), words);
    Download.send(request, ExportFormat.XLSX, name, out -> file.write(durations, out));
    return null;
  }

  private static By by(Request request) {
    return request.find("by").map(By::ofSlug).orElseThrow(() -> required("by"));
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
