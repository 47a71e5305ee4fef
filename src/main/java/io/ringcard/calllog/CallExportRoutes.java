package io.ringcard.calllog;

import io.ringcard.export.Download;
import io.ringcard.export.ExportFormat;
import io.ringcard.export.ExportWords;
import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.store.Db;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The filtered log as a file to keep. */
public final class CallExportRoutes {

  private static final String WORDS = "io.ringcard.calllog.export";

  private final CallExport export;
  private final CallFilters filters;
  private final ZoneId zone;
  private final Clock clock;

  /**
   * @param zone of the times in the file: the installation's
   */
  public CallExportRoutes(Db db, ZoneId zone, Clock clock) {
    this.export = new CallExport(db, zone);
    this.filters = new CallFilters(zone);
    this.zone = zone;
    this.clock = clock;
  }

  public void addTo(Routes routes) {
    routes.on("exportCalls", this::export);
  }

  private @Nullable Object export(Request request) throws IOException {
    var filter = filters.of(request);
    var format = ExportFormat.ofSlug(request.find("format").orElseThrow());
    var words = new ExportWords(WORDS, request.find("language").orElseThrow());
    var now = clock.instant();
    export.begin(filter, format, request.principal().userId(), now);
    var name = words.of("title") + " " + LocalDate.ofInstant(now, zone);
    Download.send(request, format, name, out -> export.write(filter, format, words, out));
    return null;
  }
}
