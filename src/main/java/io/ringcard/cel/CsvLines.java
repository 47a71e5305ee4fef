package io.ringcard.cel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a CSV file into rows of fields. Fields stand in quotes, a quote within is doubled, a
 * line may end within a field. A last row without its end waits for the rest. A broken row (a power
 * cut in its middle, a stranger's line) costs its own line: reading goes on with the next.
 */
public final class CsvLines {

  public static final int LONGEST = 64 * 1024;

  /** Takes what was read; offsets are those of the file. */
  public interface Sink {
    void row(List<String> fields, long offset);

    void broken(String reason, String line, long offset);
  }

  private static final byte QUOTE = '"';

  private final Sink sink;
  private byte[] pending = new byte[LONGEST];
  private int length;
  private long offset;

  /**
   * @param offset of the first byte that will be fed
   */
  public CsvLines(Sink sink, long offset) {
    this.sink = sink;
    this.offset = offset;
  }

  /** Where the first row begins that is not complete yet. */
  public long offset() {
    return offset;
  }

  /** What waits for its rest; empty when there is none. */
  public Optional<String> rest() {
    return length == 0 ? Optional.empty() : Optional.of(text(0, length));
  }

  public void feed(byte[] bytes, int count) {
    if (length + count > pending.length) {
      pending = Arrays.copyOf(pending, Math.max(pending.length * 2, length + count));
    }
    System.arraycopy(bytes, 0, pending, length, count);
    length += count;
    read();
  }

  private void read() {
    var from = 0;
    while (from < length) {
      var reading = new Reading(from);
      var fields = reading.row();
      if (fields == null) {
        var next = reading.broken ? nextLine(from) : -1;
        if (next < 0) {
          break;
        }
        sink.broken(reading.reason, text(from, next), offset + from);
        from = next;
      } else {
        if (reading.at - from > 1) {
          sink.row(fields, offset + from);
        }
        from = reading.at;
      }
    }
    System.arraycopy(pending, from, pending, 0, length - from);
    length -= from;
    offset += from;
  }

  private int nextLine(int from) {
    for (var i = from; i < length; i++) {
      if (pending[i] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private String text(int from, int to) {
    return new String(pending, from, to - from, StandardCharsets.UTF_8).strip();
  }

  /** One attempt to read a row from {@code at}. */
  private final class Reading {
    private final int start;
    private int at;
    private boolean broken;
    private String reason = "";

    Reading(int start) {
      this.start = start;
      this.at = start;
    }

    /** The fields, with {@code at} behind them; null when it is broken or not complete. */
    @Nullable List<String> row() {
      var fields = new ArrayList<String>();
      while (true) {
        var field = at < length && pending[at] == QUOTE ? quoted() : plain();
        if (field == null) {
          return null;
        }
        fields.add(field);
        var end = pending[at++];
        if (end == '\n') {
          return fields;
        }
        if (end == '\r') {
          if (at == length) {
            return null;
          }
          return pending[at++] == '\n' ? fields : fail("text behind the end of a row");
        }
      }
    }

    private @Nullable String quoted() {
      StringBuilder before = null;
      var from = ++at;
      while (at < length) {
        if (at - start > LONGEST) {
          return fail("longer than " + LONGEST + " bytes");
        }
        if (pending[at++] == QUOTE) {
          if (at == length) {
            return null;
          }
          var text = new String(pending, from, at - 1 - from, StandardCharsets.UTF_8);
          if (pending[at] != QUOTE) {
            var whole = before == null ? text : before.append(text).toString();
            return isEnd(pending[at]) ? whole : fail("text behind a quote");
          }
          before = before == null ? new StringBuilder() : before;
          before.append(text).append('"');
          from = ++at;
        }
      }
      return null;
    }

    private @Nullable String plain() {
      var from = at;
      while (at < length && !isEnd(pending[at])) {
        at++;
      }
      return at < length ? new String(pending, from, at - from, StandardCharsets.UTF_8) : null;
    }

    private static boolean isEnd(byte b) {
      return b == ',' || b == '\n' || b == '\r';
    }

    private <T> @Nullable T fail(String why) {
      broken = true;
      reason = why;
      return null;
    }
  }
}
