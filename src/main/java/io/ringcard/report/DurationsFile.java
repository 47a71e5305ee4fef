package io.ringcard.report;

import io.ringcard.export.ExportFile.Cell;
import io.ringcard.export.ExportFile.Count;
import io.ringcard.export.ExportFile.Day;
import io.ringcard.export.ExportFile.Length;
import io.ringcard.export.ExportFile.Text;
import io.ringcard.export.ExportFormat;
import io.ringcard.export.ExportWords;
import io.ringcard.report.DurationsQuery.By;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The durations report as a worksheet: its rows, and their total below them. */
final class DurationsFile {

  private record Column(String head, Function<DurationRow, Cell> cell) {}

  private static final List<Column> FIGURES =
      List.of(
          new Column("calls", row -> new Count(row.calls())),
          new Column("answered", row -> new Count(row.answered())),
          new Column("missed", row -> new Count(row.missed())),
          new Column("talk", row -> new Length(row.talkSeconds())),
          new Column("average", row -> new Length(row.averageTalkSeconds())),
          new Column("median", row -> new Length(row.medianTalkSeconds())),
          new Column("p90", row -> new Length(row.p90TalkSeconds())),
          new Column("ring", row -> new Length(row.ringSeconds())),
          new Column("wait", row -> new Length(row.waitSeconds())),
          new Column("hold", row -> new Length(row.holdSeconds())),
          new Column("withOutcome", row -> new Count(row.withOutcome())));

  private final By by;
  private final ExportWords words;

  DurationsFile(By by, ExportWords words) {
    this.by = by;
    this.words = words;
  }

  void write(Durations durations, OutputStream out) throws IOException {
    var zone = ZoneId.of(durations.zone());
    try (var file = ExportFormat.XLSX.open(out, words, zone)) {
      file.head(heads());
      for (var row : durations.rows()) {
        file.row(cells(name(row.key()), row));
      }
      file.row(cells(new Text(words.of("total")), durations.total()));
    }
  }

  private List<String> heads() {
    var heads = new ArrayList<String>();
    heads.add(words.of("by." + by.name().toLowerCase(Locale.ROOT)));
    FIGURES.forEach(column -> heads.add(words.of("head." + column.head())));
    return heads;
  }

  private static List<Cell> cells(Cell name, DurationRow row) {
    var cells = new ArrayList<Cell>();
    cells.add(name);
    FIGURES.forEach(column -> cells.add(column.cell().apply(row)));
    return cells;
  }

  private Cell name(DurationRow.Key key) {
    if (key.label() != null) {
      return new Text(words.in(key.label()));
    }
    var name = key.name();
    if (name == null) {
      return new Text(words.of("nobody"));
    }
    return switch (by) {
      case DAY -> new Day(LocalDate.parse(name));
      case HOUR -> new Text(name + ":00");
      case OPERATOR, TEAM, QUEUE, OUTCOME -> new Text(name);
    };
  }
}
