package io.ringcard.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook (ECMA-376) of one sheet, streamed: times and durations are values that can be sorted
 * and summed, texts are texts whatever they begin with.
 */
final class XlsxFile implements ExportFile {

  private static final double DAY_SECONDS = 86_400;
  private static final int WIDTH = 18;

  /** What a cell of a worksheet holds at most. */
  private static final int LONGEST = 32_767;

  private final Workbook book;
  private final Worksheet sheet;
  private final ExportWords words;
  private final ZoneId zone;
  private int row;

  XlsxFile(OutputStream out, ExportWords words, ZoneId zone) {
    this.book = new Workbook(out, "Ringcard", null);
    this.sheet = book.newWorksheet(words.of("title"));
    this.words = words;
    this.zone = zone;
  }

  @Override
  public void head(List<String> heads) {
    for (var column = 0; column < heads.size(); column++) {
      sheet.inlineString(row, column, heads.get(column));
      sheet.style(row, column).bold().set();
      sheet.width(column, WIDTH);
    }
    sheet.freezePane(0, 1);
    row++;
  }

  @Override
  public void row(List<? extends Cell> cells) {
    for (var column = 0; column < cells.size(); column++) {
      write(column, cells.get(column));
    }
    row++;
  }

  private void write(int column, Cell cell) {
    switch (cell) {
      case Text(var text) when text != null -> sheet.inlineString(row, column, fitting(text));
      case At(var at) when at != null -> {
        sheet.value(row, column, at.atZone(zone).toLocalDateTime());
        sheet.style(row, column).format(words.xlsxTime()).set();
      }
      case Day(var day) -> {
        sheet.value(row, column, day);
        sheet.style(row, column).format(words.xlsxDay()).set();
      }
      case Count(var number) -> sheet.value(row, column, number);
      case Length(var seconds) when seconds != null -> {
        sheet.value(row, column, seconds / DAY_SECONDS);
        sheet.style(row, column).format("[h]:mm:ss").set();
      }
      case Text ignored -> {}
      case At ignored -> {}
      case Length ignored -> {}
    }
  }

  private static String fitting(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST));
  }

  @Override
  public void flush() throws IOException {
    sheet.flush();
  }

  @Override
  public void close() throws IOException {
    sheet.finish();
    book.finish();
  }
}
