package io.ringcard.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One block of the manager interface: header lines up to the empty one. Values are made only when
 * asked for, since most blocks are thrown away by their name alone. Of a header that comes twice
 * the first counts. Bytes that are no UTF-8 become U+FFFD.
 */
public final class AmiBlock {

  private static final int HEADERS = 40;

  private final byte[] bytes;
  private final int[] lines;
  private final int count;
  private final long start;
  private final long end;

  /**
   * @param bytes the lines, each ended by CRLF; not copied, must not change
   * @param start place of the first byte in the stream
   * @param end place behind the last byte in the stream
   */
  AmiBlock(byte[] bytes, long start, long end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    var starts = new int[HEADERS];
    var found = 0;
    for (var i = 0; i < bytes.length; i = lineEnd(i) + 2) {
      if (found == starts.length) {
        starts = java.util.Arrays.copyOf(starts, found * 2);
      }
      starts[found++] = i;
    }
    lines = starts;
    count = found;
  }

  /** Place of the first byte in the stream that {@link AmiBlocks} was fed. */
  public long start() {
    return start;
  }

  /** Place behind the block, the empty line included. */
  public long end() {
    return end;
  }

  /** Name of the event; null for a response or a banner. */
  public @Nullable String event() {
    return find("Event");
  }

  /** The first value under this name (names are written as Asterisk writes them), or null. */
  public @Nullable String find(String header) {
    for (var i = 0; i < count; i++) {
      if (isAt(lines[i], header)) {
        return value(lines[i] + header.length() + 1);
      }
    }
    return null;
  }

  /** The value, or an empty text. */
  public String get(String header) {
    var value = find(header);
    return value == null ? "" : value;
  }

  /** The value, or null when it is absent, empty or Asterisk's word for nothing. */
  public @Nullable String known(String header) {
    var value = find(header);
    return value == null || value.isEmpty() || value.equals("<unknown>") || value.equals("<null>")
        ? null
        : value;
  }

  /** All values under this name, in order. */
  public List<String> list(String header) {
    var values = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      if (isAt(lines[i], header)) {
        values.add(value(lines[i] + header.length() + 1));
      }
    }
    return values;
  }

  /** All lines as sent, for a log or a test. */
  public List<String> lines() {
    var all = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      all.add(new String(bytes, lines[i], lineEnd(lines[i]) - lines[i], UTF_8));
    }
    return all;
  }

  private boolean isAt(int from, String header) {
    var length = header.length();
    if (from + length >= bytes.length || bytes[from + length] != ':') {
      return false;
    }
    for (var i = 0; i < length; i++) {
      if (bytes[from + i] != header.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String value(int from) {
    var first = from < bytes.length && bytes[from] == ' ' ? from + 1 : from;
    return new String(bytes, first, lineEnd(first) - first, UTF_8);
  }

  private int lineEnd(int from) {
    var i = from;
    while (i + 1 < bytes.length && (bytes[i] != '\r' || bytes[i + 1] != '\n')) {
      i++;
    }
    return i + 1 < bytes.length ? i : bytes.length;
  }
}
