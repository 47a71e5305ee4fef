package io.ringcard.calllog;

import io.ringcard.calllog.CallExport.Format;
import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.store.Db;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filtered log as a file to keep. */
public final class CallExportRoutes {

  private static final Map<Format, String> MEDIA_TYPE =
      Map.of(
          Format.CSV,
          "text/csv; charset=utf-8",
          Format.XLSX,
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  private static final int BUFFER_BYTES = 1 << 16;

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
    var format = Format.valueOf(request.find("format").orElseThrow().toUpperCase(Locale.ROOT));
    var words = new ExportWords(request.find("language").orElseThrow());
    export.begin(filter, format, request.principal().userId(), clock.instant());
    var response = request.raw().response();
    response
        .setChunked(true)
        .putHeader("Content-Type", MEDIA_TYPE.get(format))
        .putHeader("Content-Disposition", "attachment; filename*=UTF-8''" + name(words, format))
        .putHeader("Cache-Control", "no-store");
    var out = new BufferedOutputStream(new ResponseStream(response), BUFFER_BYTES);
    export.write(filter, format, words, out);
    out.flush();
    response.end();
    return null;
  }

  /** RFC 8187: the language's own word and the day. */
  private String name(ExportWords words, Format format) {
    var plain =
        "%s %s.%s"
            .formatted(
                words.of("title"),
                LocalDate.ofInstant(clock.instant(), zone),
                format.name().toLowerCase(Locale.ROOT));
    return URLEncoder.encode(plain, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
