package io.ringcard.history;

import io.ringcard.cel.CelRow;
import io.ringcard.cel.CsvLines;
import io.ringcard.cel.WrittenTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Files of cdr_csv and cel_custom in a folder, also rotated and packed ones; what a file holds is
 * seen from its rows. Records of cdr_csv are written when a call ends.
 */
final class CsvFiles implements Source {

  private static final Pattern NAME = Pattern.compile(".*\\.csv([.-][\\w.-]*)?");
  private static final Pattern MASTER = Pattern.compile("Master\\.csv.*");
  private static final int DEPTH = 3;

  /** So many broken rows at its beginning make a file none of ours. */
  private static final int LOOK = 100;

  private static final int BUFFER = 64 * 1024;
  private static final Pattern EVENT = Pattern.compile("[A-Z][A-Z_]{3,}");
  private static final Pattern SINCE_1970 = Pattern.compile("\\d{1,10}(\\.\\d+)?");
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final char WRONG = '\uFFFD';

  /** A file with the time of its first row, by which they come in turn. */
  private record Part(Path file, boolean events, String first, long skip) {

    Part(Path file, boolean events, String first) {
      this(file, events, first, 0);
    }

    /** Its last rows; all of a packed one. */
    Part tail() throws IOException {
      var skip = isPacked() ? 0 : Math.max(0, Files.size(file) - BUFFER);
      return new Part(file, events, first, skip);
    }

    InputStream open() throws IOException {
      var bytes = Files.newInputStream(file);
      bytes.skipNBytes(skip);
      return isPacked() ? new GZIPInputStream(bytes, BUFFER) : bytes;
    }

    private boolean isPacked() {
      return file.toString().endsWith(".gz");
    }

    /** Beside it cdr_csv may write each record again, into a file of its account. */
    boolean isMaster() {
      return MASTER.matcher(file.getFileName().toString()).matches();
    }

    boolean isBeside(Part other) {
      return events == other.events && Objects.equals(file.getParent(), other.file.getParent());
    }
  }

  private final List<Part> parts = new ArrayList<>();

  /**
   * @param path a folder, or one file
   */
  CsvFiles(Path path) throws SourceFault {
    try (var files = Files.walk(path, DEPTH)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (isCsv(file.getFileName().toString())) {
          look(file);
        }
      }
    } catch (NoSuchFileException e) {
      throw new SourceFault("noPath", e);
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new SourceFault("unreadable", e);
    }
    if (parts.isEmpty()) {
      throw new SourceFault("noFiles", null);
    }
    var masters = parts.stream().filter(Part::isMaster).toList();
    parts.removeIf(
        part -> !part.isMaster() && masters.stream().anyMatch(master -> master.isBeside(part)));
    parts.sort(Comparator.comparing(Part::first));
  }

  /** Whether a file of that name is looked into. */
  static boolean isCsv(String name) {
    return NAME.matcher(name).matches();
  }

  private void look(Path file) throws SourceFault {
    for (var kind : List.of(true, false)) {
      try (var rows = new Reading(List.of(new Part(file, kind, "")), null)) {
        for (var i = 0; i < LOOK && rows.next() instanceof HistoryRow row; i++) {
          var time = time(row);
          if (time != null) {
            parts.add(new Part(file, kind, time));
            return;
          }
        }
      }
    }
  }

  @Override
  public Survey survey() throws SourceFault {
    return new Survey(extent(false), extent(true));
  }

  private Extent extent(boolean events) throws SourceFault {
    var count = 0L;
    String first = null;
    String last = null;
    try (var rows = reading(events, null)) {
      for (var row = rows.next(); row != null; row = rows.next()) {
        var time = time(row);
        if (time != null && Reading.isWritten(time)) {
          count++;
          first = first == null || time.compareTo(first) < 0 ? time : first;
          last = last == null || time.compareTo(last) > 0 ? time : last;
        }
      }
    }
    return new Extent(count, first, last);
  }

  @Override
  public List<String> ends() throws SourceFault {
    var times = new ArrayList<String>();
    for (var kind : List.of(true, false)) {
      var ours = parts(kind);
      if (!ours.isEmpty()) {
        times.add(ours.getFirst().first());
        times.addAll(lastTimes(ours.getLast()));
      }
    }
    return times;
  }

  private static List<String> lastTimes(Part part) throws SourceFault {
    var times = new ArrayList<String>();
    try (var rows = new Reading(List.of(part.tail()), null)) {
      for (var row = rows.next(); row != null; row = rows.next()) {
        Optional.ofNullable(time(row)).ifPresent(times::add);
      }
    } catch (IOException e) {
      throw new SourceFault("unreadable", e);
    }
    return times;
  }

  /** As written; of UTC where it is written as seconds since 1970, as our configuration has it. */
  private static @Nullable String time(HistoryRow row) {
    return switch (row) {
      case HistoryRow.Event(var event) -> written(event.time());
      case HistoryRow.Detail(var detail) -> detail.start();
      case HistoryRow.Broken _ -> null;
    };
  }

  private static String written(String time) {
    if (!SINCE_1970.matcher(time).matches()) {
      return time;
    }
    var point = time.indexOf('.');
    var seconds = Long.parseLong(point < 0 ? time : time.substring(0, point));
    var second = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC).format(SECOND);
    return point < 0 ? second : second + time.substring(point);
  }

  @Override
  public Rows details(@Nullable LocalDateTime from) {
    return reading(false, from);
  }

  @Override
  public Rows events(@Nullable LocalDateTime from) {
    return reading(true, from);
  }

  private Rows reading(boolean events, @Nullable LocalDateTime from) {
    return new Reading(parts(events), from == null ? null : from.toString().replace('T', ' '));
  }

  private List<Part> parts(boolean events) {
    return parts.stream().filter(part -> part.events() == events).toList();
  }

  /** The rows of the files, one after the other. */
  private static final class Reading implements Rows, CsvLines.Sink {

    private final Deque<Part> left;
    private final Deque<HistoryRow> ready = new ArrayDeque<>();
    private final byte[] buffer = new byte[BUFFER];
    private @Nullable String from;
    private @Nullable Part part;
    private @Nullable InputStream in;
    private CsvLines lines = new CsvLines(this, 0);

    Reading(List<Part> parts, @Nullable String from) {
      this.left = new ArrayDeque<>(parts);
      this.from = from;
    }

    @Override
    public @Nullable HistoryRow next() throws SourceFault {
      try {
        while (ready.isEmpty() && (in != null || openNext())) {
          read();
        }
      } catch (IOException e) {
        throw new SourceFault("unreadable", e);
      }
      return ready.poll();
    }

    private boolean openNext() throws IOException {
      part = left.poll();
      if (part == null) {
        return false;
      }
      in = part.open();
      lines = new CsvLines(this, 0);
      return true;
    }

    private void read() throws IOException {
      var stream = in;
      var n = stream == null ? -1 : stream.read(buffer);
      if (n >= 0) {
        lines.feed(buffer, n);
      } else {
        end();
        close();
      }
    }

    /** A last row may lack its end; one that was cut costs its own line and not those behind it. */
    private void end() {
      for (var rest = lines.rest(); rest.isPresent(); rest = lines.rest()) {
        lines.feed(new byte[] {'\n'}, 1);
        var still = lines.rest();
        if (still.isPresent()) {
          var end = still.get().indexOf('\n');
          broken("broken", end < 0 ? still.get() : still.get().substring(0, end), 0);
          lines = new CsvLines(this, 0);
          if (end >= 0) {
            var bytes =
                still.get().substring(end + 1).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            lines.feed(bytes, bytes.length);
          }
        }
      }
    }

    @Override
    public void row(List<String> fields, long offset) {
      if (fields.size() == 1 && fields.getFirst().isBlank()) {
        return;
      }
      try {
        var row = read(fields);
        if (row != null && isWanted(row)) {
          if (fields.stream().anyMatch(field -> field.indexOf(WRONG) >= 0)) {
            broken("text", String.join(",", fields), offset);
          }
          ready.add(row);
        }
      } catch (Unreadable e) {
        broken(e.reason(), String.join(",", fields), offset);
      }
    }

    private @Nullable HistoryRow read(List<String> fields) throws Unreadable {
      var event = event(fields);
      if (part != null && part.events()) {
        if (event == null) {
          throw new Unreadable("fields");
        }
        return new HistoryRow.Event(event);
      }
      if (event != null) {
        throw new Unreadable("fields");
      }
      return new HistoryRow.Detail(CdrRow.of(fields));
    }

    /** Ours has the time first; the exchange's own example the event. */
    private static @Nullable CelRow event(List<String> fields) {
      if (fields.size() != CelRow.FIELDS) {
        return null;
      }
      if (EVENT.matcher(fields.get(1)).matches()) {
        return CelRow.of(fields);
      }
      if (!EVENT.matcher(fields.get(0)).matches()) {
        return null;
      }
      var turned = new ArrayList<>(fields);
      turned.set(0, fields.get(1));
      turned.set(1, fields.get(0));
      return CelRow.of(turned);
    }

    /** What stands before the first row of the time asked for was seen by a former run. */
    private boolean isWanted(HistoryRow row) {
      if (from == null) {
        return true;
      }
      var time = time(row);
      if (time == null) {
        return false;
      }
      var written = isWritten(time);
      if (written && time.compareTo(from) >= 0) {
        from = null;
      }
      return from == null || !written;
    }

    private static boolean isWritten(String time) {
      try {
        WrittenTime.read(time);
        return true;
      } catch (DateTimeException e) {
        return false;
      }
    }

    @Override
    public void broken(String reason, String line, long offset) {
      if (from == null) {
        ready.add(new HistoryRow.Broken(isSlug(reason) ? reason : "broken", line));
      }
    }

    private static boolean isSlug(String reason) {
      return reason.chars().allMatch(Character::isLetter);
    }

    @Override
    public void close() {
      try {
        if (in != null) {
          in.close();
        }
      } catch (IOException e) {
        left.clear();
      }
      in = null;
    }
  }
}
