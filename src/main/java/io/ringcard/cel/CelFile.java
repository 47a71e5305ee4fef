package io.ringcard.cel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The exchange's file, read as it grows: through renaming (the rest of the old one first, and all
 * that were begun in between), through truncation, and from a mark after a restart. Places count on
 * from file to file, so that they can be compared.
 */
public final class CelFile implements AutoCloseable {

  private static final int HEAD = 256;
  private static final int BUFFER = 64 * 1024;

  /**
   * A place that outlives this process.
   *
   * @param device and {@code inode} name a file even after it was renamed
   * @param place in that file
   * @param headLength so many bytes at its beginning have the CRC-32 {@code headCrc}
   */
  public record Mark(long device, long inode, long place, int headLength, long headCrc) {}

  /** Takes what is read. */
  public interface Sink {

    void bytes(byte[] bytes, int count);

    /** Another file begins; its first byte has this place. */
    void nextFile(long place);
  }

  private static final class Segment {
    private final long device;
    private final long inode;
    private final long base;
    private final FileChannel channel;
    private long read;
    private int headLength;
    private long headCrc;

    Segment(Path file, long base) throws IOException {
      var id = identity(file);
      this.device = id.getFirst();
      this.inode = id.getLast();
      this.base = base;
      this.channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    boolean is(List<Long> id) {
      return id.getFirst() == device && id.getLast() == inode;
    }

    long end() {
      return base + read;
    }

    /** Shorter than what was read, or another beginning. */
    boolean isBegunAnew() throws IOException {
      return channel.size() < read || crc(channel, headLength) != headCrc;
    }

    void readAll(Sink sink) throws IOException {
      var buffer = ByteBuffer.allocate(BUFFER);
      for (var n = channel.read(buffer, read); n > 0; n = channel.read(buffer, read)) {
        read += n;
        sink.bytes(buffer.array(), n);
        buffer.clear();
      }
      if (headLength < HEAD) {
        headLength = (int) Math.min(HEAD, read);
        headCrc = crc(channel, headLength);
      }
    }
  }

  private final Path path;
  private final Deque<Segment> segments = new ArrayDeque<>();
  private @Nullable Mark start;
  private boolean begun;
  private long lost;

  /**
   * @param mark where a former life has to be continued; null begins with what comes from now on
   */
  public CelFile(Path path, @Nullable Mark mark) {
    this.path = path;
    this.start = mark;
  }

  /** How often rows may have been lost: the file was cut, or the marked one is gone. */
  public long lost() {
    return lost;
  }

  /** Reads all there is now. No file yet is no error: the exchange makes it with its first row. */
  public void read(Sink sink) throws IOException {
    if (!Files.exists(path)) {
      begun = begun || start == null;
      readOpen(sink);
      return;
    }
    if (segments.isEmpty()) {
      open(sink);
    }
    readOpen(sink);
    var current = segments.getLast();
    if (current.is(identity(path))) {
      return;
    }
    readOpen(sink);
    for (var file : newerThan(current)) {
      next(file, sink);
      readOpen(sink);
    }
  }

  /** The mark for a place that was read; null while nothing was. */
  public @Nullable Mark markOf(long place) {
    Segment found = null;
    for (var segment : segments) {
      found = found == null || segment.base <= place ? segment : found;
    }
    return found == null
        ? null
        : new Mark(
            found.device,
            found.inode,
            Math.max(0, place - found.base),
            found.headLength,
            found.headCrc);
  }

  /** What lies before this place is not needed again. */
  public void forget(long place) throws IOException {
    while (segments.size() > 1 && segments.getFirst().end() <= place) {
      segments.removeFirst().channel.close();
    }
  }

  @Override
  public void close() throws IOException {
    for (var segment : segments) {
      segment.channel.close();
    }
  }

  private void readOpen(Sink sink) throws IOException {
    var current = segments.peekLast();
    if (current == null) {
      return;
    }
    if (current.isBegunAnew()) {
      lost++;
      next(path, sink);
      current = segments.getLast();
    }
    current.readAll(sink);
  }

  private void next(Path file, Sink sink) throws IOException {
    var base = segments.isEmpty() ? 0 : segments.getLast().end();
    segments.add(new Segment(file, base));
    sink.nextFile(base);
  }

  private void open(Sink sink) throws IOException {
    var mark = start;
    var file = mark == null ? path : find(mark);
    if (file == null) {
      lost++;
      file = path;
      mark = null;
    }
    var segment = new Segment(file, 0);
    if (mark != null) {
      segment.read = mark.place();
      segment.headLength = mark.headLength();
      segment.headCrc = mark.headCrc();
    } else if (start == null && !begun) {
      segment.read = segment.channel.size();
      segment.headLength = (int) Math.min(HEAD, segment.read);
      segment.headCrc = crc(segment.channel, segment.headLength);
    }
    start = mark;
    segments.add(segment);
    sink.nextFile(segment.end());
  }

  private @Nullable Path find(Mark mark) throws IOException {
    for (var file : family()) {
      var id = identity(file);
      if (id.getFirst() == mark.device() && id.getLast() == mark.inode()) {
        return file;
      }
    }
    return null;
  }

  /** Files that were written after this one, eldest first; the last is the one now written. */
  private List<Path> newerThan(Segment segment) throws IOException {
    var family = family();
    var own = family.stream().filter(file -> isSame(segment, file)).findFirst();
    return family.stream()
        .filter(file -> !isSame(segment, file))
        .filter(
            file -> file.equals(path) || own.filter(old -> millis(file) > millis(old)).isPresent())
        .toList();
  }

  private static boolean isSame(Segment segment, Path file) {
    try {
      return segment.is(identity(file));
    } catch (IOException gone) {
      return false;
    }
  }

  private static long millis(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException gone) {
      return Long.MIN_VALUE;
    }
  }

  /** The file and what it was renamed to, eldest first; packed ones cannot be read on. */
  private List<Path> family() throws IOException {
    var name = String.valueOf(path.getFileName());
    try (var beside = Files.list(path.toAbsolutePath().getParent())) {
      return beside
          .map(file -> String.valueOf(file.getFileName()).equals(name) ? path : file)
          .filter(file -> String.valueOf(file.getFileName()).startsWith(name))
          .filter(file -> !file.toString().endsWith(".gz"))
          .filter(Files::isRegularFile)
          .sorted(
              Comparator.<Path, Boolean>comparing(file -> file.equals(path))
                  .thenComparing(CelFile::millis))
          .toList();
    }
  }

  private static List<Long> identity(Path file) throws IOException {
    try {
      Map<String, Object> attributes = Files.readAttributes(file, "unix:dev,ino");
      return List.of((Long) attributes.get("dev"), (Long) attributes.get("ino"));
    } catch (UnsupportedOperationException e) {
      throw new NoSuchFileException(file.toString(), null, "its file system numbers no files");
    }
  }

  private static long crc(FileChannel channel, int length) throws IOException {
    var head = ByteBuffer.allocate(length);
    while (head.hasRemaining() && channel.read(head, head.position()) > 0) {}
    var crc = new CRC32();
    crc.update(head.flip());
    return crc.getValue();
  }
}
