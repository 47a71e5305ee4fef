package io.ringcard.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringcard.ami.JournalFrame.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The flight recorder of one exchange: what the connection brought, byte by byte with the time of
 * receipt, in append-only files. From it everything else can be rebuilt after a crash or a fault of
 * our own. Appending waits for the disk's cache alone, never for a database or a browser; a thread
 * of its own forces what was written to the disk at least once a second, so a power cut costs a
 * second and a killed process nothing.
 *
 * <p>When the disk refuses (full, gone), reading goes on: the bytes are not kept, {@link
 * #failures()} counts and the listener is told of the first refusal. As soon as the disk takes
 * bytes again the journal notes the hole as a lost connection ({@code journal}) and {@link
 * #holes()} grows.
 *
 * <p>One process writes a folder: a second one is refused. Methods may be called by any thread.
 */
public final class Journal implements Tape, AutoCloseable {

  /** In place of an offset: the disk refused. */
  public static final long NOT_KEPT = -1;

  private static final String HOLE = "journal";
  private static final String STOPPED = "stopped";
  private static final byte[] NOTHING = {};

  private final JournalSegments segments;
  private final JournalFile file;
  private final FileChannel lock;
  private final Consumer<IOException> trouble;
  private final JournalSync sync;
  private boolean connected;
  private boolean refusing;
  private long failures;
  private long holes;

  private Journal(
      JournalSettings settings,
      JournalSegments segments,
      FileChannel lock,
      Consumer<IOException> trouble)
      throws IOException {
    this.segments = segments;
    this.lock = lock;
    this.trouble = trouble;
    file = new JournalFile(segments, settings.segmentBytes());
    var last = recover();
    sync = new JournalSync(file, this::refused);
    if (last != null && last.kind() != Kind.LOST) {
      lost(last.at(), STOPPED);
    }
  }

  /**
   * Opens the journal, cuts off a record torn by a crash, and ends the connection that a crash left
   * open.
   *
   * @param trouble told when the disk begins to refuse, on the thread that found out
   * @throws IOException when the folder cannot be used or another process writes it
   */
  public static Journal open(JournalSettings settings, Consumer<IOException> trouble)
      throws IOException {
    var segments = new JournalSegments(settings.folder());
    var lock =
        FileChannel.open(
            settings.folder().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() == null) {
        throw new IOException("another process writes the journal in " + settings.folder());
      }
      return new Journal(settings, segments, lock, trouble);
    } catch (OverlappingFileLockException e) {
      lock.close();
      throw new IOException("the journal is open already: " + settings.folder(), e);
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  /** Notes that a connection was opened; gives the place of the note. */
  @Override
  public synchronized long opened(Instant at) {
    var offset = append(Kind.OPENED, at, NOTHING, 0, 0);
    connected = true;
    return offset;
  }

  /** Keeps received bytes; gives the place of the first one, or {@link #NOT_KEPT}. */
  @Override
  public synchronized long bytes(Instant at, byte[] bytes, int from, int to) {
    var offset = append(Kind.BYTES, at, bytes, from, to);
    return offset == NOT_KEPT ? NOT_KEPT : offset + JournalFrame.HEADER;
  }

  /** Notes the end of a connection that was last heard {@code at}. */
  @Override
  public synchronized long lost(Instant at, String reason) {
    var payload = reason.getBytes(UTF_8);
    connected = false;
    return append(Kind.LOST, at, payload, 0, payload.length);
  }

  /** Place behind the last record. */
  public long end() {
    return file.end();
  }

  /** Records that the disk refused. */
  public synchronized long failures() {
    return failures;
  }

  /** Times that the disk took bytes again after it had refused some of a connection. */
  public synchronized long holes() {
    return holes;
  }

  /**
   * Reads all from {@code from} to the present end, while others may append. A start in front of
   * what is kept begins with the oldest; a broken record ends its segment, the next one follows.
   */
  public void read(long from, JournalReader reader) throws IOException {
    var end = end();
    var all = segments.list();
    for (var start : JournalSegments.from(all, from)) {
      var path = all.get(start);
      if (path != null && start < end) {
        JournalSegments.walk(path, start, end, (frame, offset) -> frame.tell(reader, offset, from));
      }
    }
  }

  /**
   * Reads what was received from one moment to another, as far as it is still kept. The first bytes
   * may begin inside a block.
   */
  public void read(Instant from, Instant to, JournalReader reader) throws IOException {
    segments.read(from, to, end(), reader);
  }

  /**
   * Lets the journal go on at {@code offset} if it ends before: the folder was lost, but the
   * database still remembers how far it had read.
   */
  public synchronized void continueAt(long offset) throws IOException {
    if (end() < offset) {
      file.startAt(offset);
    }
  }

  /** Deletes the segments that lie wholly before {@code offset}. */
  public void deleteBefore(long offset) throws IOException {
    prune(Instant.MAX, offset);
  }

  /**
   * Deletes the segments last written before {@code olderThan}.
   *
   * @param keepFrom place from which a restart reads again: nothing behind it goes, however old
   */
  public void prune(Instant olderThan, long keepFrom) throws IOException {
    segments.prune(olderThan, keepFrom);
  }

  /** Forces what was written to the disk and lets the folder go. */
  @Override
  public void close() throws IOException {
    sync.close();
    synchronized (this) {
      file.close();
    }
    lock.close();
  }

  private @Nullable JournalFrame recover() throws IOException {
    var all = segments.list();
    if (all.isEmpty()) {
      file.startAt(0);
      return null;
    }
    var last = new JournalFrame[1];
    for (var segment : all.descendingMap().entrySet()) {
      var start = segment.getKey();
      var end =
          JournalSegments.walk(
              segment.getValue(), start, Long.MAX_VALUE, (frame, offset) -> last[0] = frame);
      if (segment.equals(all.lastEntry())) {
        file.resume(start, end, last[0] == null ? null : last[0].at());
      }
      if (last[0] != null) {
        return last[0];
      }
    }
    return null;
  }

  private long append(Kind kind, Instant at, byte[] bytes, int from, int to) {
    try {
      if (refusing && connected) {
        file.write(JournalFrame.encode(Kind.LOST, at, HOLE.getBytes(UTF_8), 0, HOLE.length()), at);
        file.write(JournalFrame.encode(Kind.OPENED, at, NOTHING, 0, 0), at);
        holes++;
      }
      refusing = false;
      return file.write(JournalFrame.encode(kind, at, bytes, from, to), at);
    } catch (IOException e) {
      refused(e);
      return NOT_KEPT;
    }
  }

  private synchronized void refused(IOException e) {
    failures++;
    if (!refusing) {
      refusing = true;
      trouble.accept(e);
    }
  }
}
