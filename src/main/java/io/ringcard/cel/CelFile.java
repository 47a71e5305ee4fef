package io.ringcard.cel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
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
public final class CelFile implements CelSource {

  private static final int HEAD = 256;
  private static final int BUFFER = 64 * 1024;

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

  private final CelShelf shelf;
  private final Deque<Segment> segments = new ArrayDeque<>();
  private @Nullable Mark start;
  private boolean begun;
  private long lost;

  /**
   * @param mark where a former life has to be continued; null begins with what comes from now on
   */
  public CelFile(Path path, @Nullable Mark mark) {
    this(new CelShelf.Renamed(path, false), mark);
  }

  CelFile(CelShelf shelf, @Nullable Mark mark) {
    this.shelf = shelf;
    this.start = mark;
  }

  /** The file was cut, or the marked one is gone. */
  @Override
  public long lost() {
    return lost;
  }

  @Override
  public @Nullable Instant knownUntil(Instant now) throws IOException {
    return shelf.knownUntil(now);
  }

  /** Reads all there is now. No file yet is no error: the exchange makes it with its first row. */
  @Override
  public void read(Sink sink) throws IOException {
    var files = shelf.files();
    if (files.isEmpty()) {
      begun = begun || start == null;
      readOpen(sink);
      return;
    }
    if (segments.isEmpty()) {
      open(files, sink);
    }
    readOpen(sink);
    var current = segments.getLast();
    if (current.is(identity(files.getLast()))) {
      return;
    }
    readOpen(sink);
    for (var file : newerThan(current, files)) {
      next(file, sink);
      readOpen(sink);
    }
  }

  @Override
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

  @Override
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
      next(shelf.files().getLast(), sink);
      current = segments.getLast();
    }
    current.readAll(sink);
  }

  private void next(Path file, Sink sink) throws IOException {
    var base = segments.isEmpty() ? 0 : segments.getLast().end();
    segments.add(new Segment(file, base));
    sink.nextFile(base);
  }

  private void open(List<Path> files, Sink sink) throws IOException {
    var mark = start;
    var first = shelf.isWhole() ? files.getFirst() : files.getLast();
    var file = mark == null ? first : find(mark, files);
    if (file == null) {
      lost++;
      file = files.getLast();
      mark = null;
    }
    var segment = new Segment(file, 0);
    if (mark != null) {
      segment.read = mark.place();
      segment.headLength = mark.headLength();
      segment.headCrc = mark.headCrc();
    } else if (start == null && !begun && !shelf.isWhole()) {
      segment.read = segment.channel.size();
      segment.headLength = (int) Math.min(HEAD, segment.read);
      segment.headCrc = crc(segment.channel, segment.headLength);
    }
    start = mark;
    segments.add(segment);
    sink.nextFile(segment.end());
  }

  private static @Nullable Path find(Mark mark, List<Path> files) throws IOException {
    for (var file : files) {
      var id = identity(file);
      if (id.getFirst() == mark.device() && id.getLast() == mark.inode()) {
        return file;
      }
    }
    return null;
  }

  /** Files that were written after this one; when it is gone, the one that is written now. */
  private static List<Path> newerThan(Segment segment, List<Path> files) {
    for (var i = 0; i < files.size(); i++) {
      if (isSame(segment, files.get(i))) {
        return files.subList(i + 1, files.size());
      }
    }
    return List.of(files.getLast());
  }

  private static boolean isSame(Segment segment, Path file) {
    try {
      return segment.is(identity(file));
    } catch (IOException gone) {
      return false;
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
