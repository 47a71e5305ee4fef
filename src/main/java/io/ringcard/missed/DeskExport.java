package io.ringcard.missed;

import io.ringcard.export.Download;
import io.ringcard.export.ExportFormat;
import io.ringcard.export.ExportWords;
import io.ringcard.http.Request;
import io.ringcard.store.Db;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The filtered desk goes out as a file; each export leaves a row. */
final class DeskExport {

  private static final String WORDS = "io.ringcard.missed.export";

  private final Db db;
  private final Desk desk;
  private final ZoneId zone;
  private final Clock clock;
  private final ExportsSql sql = new ExportsSql();

  DeskExport(Db db, Desk desk, ZoneId zone, Clock clock) {
    this.db = db;
    this.desk = desk;
    this.zone = zone;
    this.clock = clock;
  }

  @Nullable Object send(Request request) throws IOException {
    var filter = MissedRoutes.filter(request).page(null, Integer.MAX_VALUE);
    var format = ExportFormat.ofSlug(request.find("format").orElseThrow());
    var words = new ExportWords(WORDS, request.find("language").orElseThrow());
    var lines = desk.list(request.principal(), filter).items();
    var now = clock.instant();
    sql.exported(db, request.principal().userId(), now, format, filter, lines);
    var name = words.of("title") + " " + LocalDate.ofInstant(now, zone);
    var file = new DeskFile(words);
    Download.send(request, format, name, out -> file.write(lines, format, zone, out));
    return null;
  }
}
