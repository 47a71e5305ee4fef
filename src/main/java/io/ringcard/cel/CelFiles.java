package io.ringcard.cel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPInputStream;

/**
 * The files of an exchange and those that they were renamed to, packed or not. One that was written
 * last before the time asked for is not opened, and none behind one that has younger channels.
 */
public final class CelFiles implements CelArchive {

  private static final int BUFFER = 64 * 1024;
  private static final Duration LATE = Duration.ofMinutes(10);

  private final CelShelf shelf;

  CelFiles(CelShelf shelf) {
    this.shelf = shelf;
  }

  /** The file that an exchange writes, with its neighbours. */
  public static CelFiles of(Path path) {
    return new CelFiles(new CelShelf.Renamed(path, true));
  }

  @Override
  public void read(Instant from, Instant to, Sink sink) throws IOException {
    for (var file : shelf.files()) {
      try {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(from)) {
          continue;
        }
        if (read(file, sink) > to.plus(LATE).getEpochSecond()) {
          return;
        }
      } catch (NoSuchFileException renamed) {
        continue;
      }
    }
  }

  /** The second since 1970 at which the youngest channel in it was made; 0 for none. */
  private static long read(Path file, Sink sink) throws IOException {
    var rows = new Rows(sink);
    try (var bytes = Files.newInputStream(file);
        var in = unpacked(file, bytes)) {
      var lines = new CelLines(rows, 0);
      var buffer = new byte[BUFFER];
      for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        lines.feed(buffer, n);
      }
    }
    return rows.youngest;
  }

  private static InputStream unpacked(Path file, InputStream bytes) throws IOException {
    return file.toString().endsWith(CelShelf.PACKED) ? new GZIPInputStream(bytes, BUFFER) : bytes;
  }

  private static final class Rows implements CelLines.Sink {
    private final Sink sink;
    private long youngest;

    Rows(Sink sink) {
      this.sink = sink;
    }

    @Override
    public void row(CelRow row, long offset) {
      var serial = CelSerial.of(row.uniqueid());
      youngest = serial == null ? youngest : Math.max(youngest, serial.second());
      sink.row(row);
    }

    /** Whoever read it first has set it aside. */
    @Override
    public void broken(String reason, String line, long offset) {}
  }
}
