package io.ringcard.cel;

import java.util.List;
import java.util.Optional;

/** Bytes of a CSV file into rows of CEL; a line of another number of fields is none. */
final class CelLines {

  static final int LONGEST = CsvLines.LONGEST;

  /** Takes what was read; offsets are those of the file. */
  interface Sink {
    void row(CelRow row, long offset);

    void broken(String reason, String line, long offset);
  }

  private final CsvLines lines;

  /**
   * @param offset of the first byte that will be fed
   */
  CelLines(Sink sink, long offset) {
    this.lines = new CsvLines(new Fields(sink), offset);
  }

  /** Where the first row begins that is not complete yet. */
  long offset() {
    return lines.offset();
  }

  /** What waits for its rest; empty when there is none. */
  Optional<String> rest() {
    return lines.rest();
  }

  void feed(byte[] bytes, int count) {
    lines.feed(bytes, count);
  }

  private record Fields(Sink sink) implements CsvLines.Sink {

    @Override
    public void row(List<String> fields, long offset) {
      if (fields.size() == CelRow.FIELDS) {
        sink.row(CelRow.of(fields), offset);
      } else {
        sink.broken(fields.size() + " fields", String.join(",", fields), offset);
      }
    }

    @Override
    public void broken(String reason, String line, long offset) {
      sink.broken(reason, line, offset);
    }
  }
}
