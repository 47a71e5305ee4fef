package io.ringcard.export;

import java.io.OutputStream;
import java.time.ZoneId;
import java.util.Locale;

/** Kinds of files. */
public enum ExportFormat {
  CSV("text/csv; charset=utf-8"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  /** Rows of a worksheet (ECMA-376) without its head. */
  public static final long XLSX_ROWS = 1_048_575;

  private final String mediaType;

  ExportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  public static ExportFormat ofSlug(String slug) {
    return valueOf(slug.toUpperCase(Locale.ROOT));
  }

  /** As the contract and the file's name have it. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  String mediaType() {
    return mediaType;
  }

  /**
   * Begins a file; the stream stays open when it is closed.
   *
   * @param zone of its times
   */
  public ExportFile open(OutputStream out, ExportWords words, ZoneId zone) {
    return switch (this) {
      case CSV -> new CsvFile(out, words, zone);
      case XLSX -> new XlsxFile(out, words, zone);
    };
  }
}
