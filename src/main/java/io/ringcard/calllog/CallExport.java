package io.ringcard.calllog;

import io.ringcard.calllog.CallFilter.Cursor;
import io.ringcard.export.ExportFormat;
import io.ringcard.export.ExportWords;
import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The log as a file. Calls are read page by page and written as they come, so that a file of any
 * length takes the memory of one page.
 */
final class CallExport {

  private static final int PAGE = 500;

  /** Pages that are read at once, whoever asks: the others who use the database come first. */
  private static final int AT_ONCE = 2;

  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  private final Db db;
  private final ZoneId zone;
  private final CallViewSql views = new CallViewSql();
  private final CallTotalsSql totals = new CallTotalsSql();
  private final PbxSql exchanges = new PbxSql();
  private final CallExportSql sql = new CallExportSql();

  CallExport(Db db, ZoneId zone) {
    this.db = db;
    this.zone = zone;
  }

  /**
   * Leaves the row that tells of this export. Refuses what no worksheet can hold before a byte of
   * it is sent.
   */
  void begin(CallFilter filter, ExportFormat format, long userId, Instant now) {
    var calls = totals.totals(db, filter).all().calls();
    if (format == ExportFormat.XLSX && calls > ExportFormat.XLSX_ROWS) {
      throw new Problem.Invalid(
              "format", "too-many", Map.of("maximum", ExportFormat.XLSX_ROWS, "calls", calls))
          .asException();
    }
    sql.exported(db, userId, now, format, filter, calls);
  }

  /** Writes the file and ends it; the stream stays open. */
  void write(CallFilter filter, ExportFormat format, ExportWords words, OutputStream out)
      throws IOException {
    var columns = new ExportColumns(words, exchanges.list(db).size() > 1, filter.operator());
    try (var file = format.open(out, words, zone)) {
      file.head(columns.heads());
      @Nullable Cursor next = null;
      var rows = 0L;
      do {
        var page = page(filter.page(next, PAGE));
        for (var call : page.items()) {
          if (format == ExportFormat.CSV || rows++ < ExportFormat.XLSX_ROWS) {
            file.row(columns.cells(call));
          }
        }
        file.flush();
        next = page.next();
      } while (next != null);
    }
  }

  private CallViewSql.Page page(CallFilter filter) {
    turns.acquireUninterruptibly();
    try {
      return views.page(db, filter);
    } finally {
      turns.release();
    }
  }
}
