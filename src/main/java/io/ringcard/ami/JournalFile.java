package io.ringcard.ami;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a journal, where writing happens. Not a channel: those close themselves when a thread
 * is interrupted. After a refusal the file is opened anew and cut to the last whole record.
 */
final class JournalFile {

  private final JournalSegments segments;
  private final long segmentBytes;
  private final List<RandomAccessFile> retired = new ArrayList<>();
  private @Nullable RandomAccessFile file;
  private long start;
  private long end;
  private @Nullable LocalDate day;
  private boolean unforced;

  JournalFile(JournalSegments segments, long segmentBytes) {
    this.segments = segments;
    this.segmentBytes = segmentBytes;
  }

  synchronized long end() {
    return end;
  }

  synchronized void startAt(long offset) throws IOException {
    retire();
    start = offset;
    end = offset;
    day = null;
    open();
  }

  /** Goes on in a segment that is there, cutting what follows {@code sound}. */
  synchronized void resume(long segmentStart, long sound, @Nullable Instant lastAt) {
    start = segmentStart;
    end = sound;
    day = lastAt == null ? null : LocalDate.ofInstant(lastAt, ZoneOffset.UTC);
  }

  /** Appends a whole record; gives its place. Nothing of it counts when this throws. */
  synchronized long write(byte[] record, Instant at) throws IOException {
    var today = LocalDate.ofInstant(at, ZoneOffset.UTC);
    if (end > start && (end - start >= segmentBytes || (day != null && today.isAfter(day)))) {
      startAt(end);
    }
    try {
      (file == null ? open() : file).write(record);
    } catch (IOException e) {
      abandon();
      throw e;
    }
    day = today;
    unforced = true;
    var offset = end;
    end += record.length;
    return offset;
  }

  /** Forces to the disk what was written since; writers are not held up meanwhile. */
  void force() throws IOException {
    List<RandomAccessFile> old;
    RandomAccessFile current;
    synchronized (this) {
      old = List.copyOf(retired);
      retired.clear();
      current = unforced ? file : null;
      unforced = false;
    }
    for (var done : old) {
      done.getFD().sync();
      done.close();
    }
    if (current != null && current.getFD().valid()) {
      current.getFD().sync();
    }
  }

  synchronized void close() throws IOException {
    retire();
    force();
  }

  private RandomAccessFile open() throws IOException {
    var opened = new RandomAccessFile(segments.file(start).toFile(), "rw");
    try {
      opened.setLength(end - start);
      opened.seek(end - start);
    } catch (IOException e) {
      opened.close();
      throw e;
    }
    file = opened;
    return opened;
  }

  private void retire() {
    if (file != null) {
      retired.add(file);
      file = null;
    }
  }

  private void abandon() throws IOException {
    if (file != null) {
      var broken = file;
      file = null;
      broken.close();
    }
  }
}
