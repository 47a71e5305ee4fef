package io.ringcard.missed;

import io.ringcard.export.ExportFile.At;
import io.ringcard.export.ExportFile.Cell;
import io.ringcard.export.ExportFile.Count;
import io.ringcard.export.ExportFile.Length;
import io.ringcard.export.ExportFile.Text;
import io.ringcard.export.ExportFormat;
import io.ringcard.export.ExportWords;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The desk as a file to keep. */
final class DeskFile {

  private record Column(String head, Function<MissedLine, Cell> cell) {}

  private final ExportWords words;
  private final List<Column> columns;

  DeskFile(ExportWords words) {
    this.words = words;
    this.columns =
        List.of(
            new Column("state", line -> new Text(words.of("state." + line.state()))),
            new Column("firstAt", line -> new At(line.firstAt())),
            new Column("lastAt", line -> new At(line.lastAt())),
            new Column("dueAt", line -> new At(line.dueAt())),
            new Column(
                "client",
                line -> new Text(line.client() == null ? line.name() : line.client().name())),
            new Column(
                "company",
                line -> new Text(line.client() == null ? null : line.client().company())),
            new Column("number", line -> new Text(line.number())),
            new Column("theirs", line -> new Count(line.theirs())),
            new Column("ours", line -> new Count(line.ours())),
            new Column("result", line -> new Text(words.of("result." + line.result()))),
            new Column("wait", line -> new Length(line.waitSeconds())),
            new Column("queue", line -> new Text(line.queue())),
            new Column(
                "owner", line -> new Text(line.owner() == null ? null : line.owner().name())),
            new Column("overAt", line -> new At(line.overAt())),
            new Column("took", line -> new Length(took(line))),
            new Column("by", line -> new Text(endedBy(line))),
            new Column(
                "talk", line -> new Length(line.talk() == null ? null : line.talk().seconds())),
            new Column("reason", line -> new Text(reason(line))),
            new Column(
                "note", line -> new Text(line.closing() == null ? null : line.closing().note())));
  }

  void write(List<MissedLine> lines, ExportFormat format, ZoneId zone, OutputStream out)
      throws IOException {
    try (var file = format.open(out, words, zone)) {
      file.head(columns.stream().map(column -> words.of("head." + column.head())).toList());
      for (var line : lines) {
        file.row(columns.stream().map(column -> column.cell().apply(line)).toList());
      }
    }
  }

  private static @Nullable Double took(MissedLine line) {
    return line.overAt() == null ? null : (double) line.clockSeconds();
  }

  private static @Nullable String endedBy(MissedLine line) {
    var talk = line.talk();
    if (talk != null) {
      return talk.by() == null ? null : talk.by().name();
    }
    return line.closing() == null ? null : line.closing().by().name();
  }

  private @Nullable String reason(MissedLine line) {
    return line.closing() == null ? null : words.of("reason." + line.closing().reason());
  }
}
