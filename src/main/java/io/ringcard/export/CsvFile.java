package io.ringcard.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * CSV (RFC 4180) as Excel opens it by a double click: UTF-8 with a byte order mark, and the list
 * separator of the language. A text that a spreadsheet would take for a formula gets an apostrophe
 * before it (OWASP, "CSV Injection"); numbers in E.164 are no formula.
 */
final class CsvFile implements ExportFile {

  private static final Pattern FORMULA = Pattern.compile("^\\s*[=+\\-@]");
  private static final Pattern E164 = Pattern.compile("\\+[0-9]{5,15}");

  private final Writer out;
  private final DateTimeFormatter time;
  private final DateTimeFormatter day;
  private final ZoneId zone;
  private final String separator;

  CsvFile(OutputStream out, ExportWords words, ZoneId zone) {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    this.time = words.csvTime();
    this.day = words.csvDay();
    this.zone = zone;
    this.separator = words.separator();
  }

  @Override
  public void head(List<String> heads) throws IOException {
    out.write('\uFEFF');
    row(heads.stream().map(Text::new).toList());
  }

  @Override
  public void row(List<? extends Cell> cells) throws IOException {
    out.write(cells.stream().map(this::text).collect(Collectors.joining(separator, "", "\r\n")));
  }

  private String text(Cell cell) {
    return switch (cell) {
      case Text(var text) -> text == null ? "" : quoted(harmless(text));
      case At(var at) -> at == null ? "" : time.format(at.atZone(zone));
      case Day(var date) -> day.format(date);
      case Count(var number) -> Long.toString(number);
      case Length(var seconds) -> seconds == null ? "" : length(Math.round(seconds));
    };
  }

  private static String harmless(String text) {
    return FORMULA.matcher(text).find() && !E164.matcher(text).matches() ? "'" + text : text;
  }

  private String quoted(String text) {
    var plain = text.chars().noneMatch(c -> c == '"' || c == '\n' || c == '\r' || c == '\'');
    return plain && !text.contains(separator) ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String length(long seconds) {
    return "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
