package io.ringcard.cel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows that an exchange on another machine sends: the files that it writes, each as a file of ours.
 * A name tells which file it is and from which byte on we have it, so the length tells how much of
 * it has come: nothing else is kept, and a crash cannot make the two disagree. What is acknowledged
 * is on the disk.
 */
public final class CelSpool implements CelShelf {

  /** {@code 000000012-a1b2…@4711}: the twelfth, of that file, from its byte 4711 on. */
  private static final Pattern NAME = Pattern.compile("(\\d{9})-([0-9a-f]{16,64})@(\\d{1,15})");

  private static final Pattern ID = Pattern.compile("[0-9a-f]{16,64}");
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private record Part(Path path, long number, String id, long begin) {

    static @Nullable Part of(Path path) {
      var name = NAME.matcher(String.valueOf(path.getFileName()));
      return name.matches()
          ? new Part(
              path, Long.parseLong(name.group(1)), name.group(2), Long.parseLong(name.group(3)))
          : null;
    }

    long end() throws IOException {
      return begin + Files.size(path);
    }
  }

  /** What came does not begin where the last ended. */
  public static final class Apart extends Exception {
    private static final long serialVersionUID = 1;
    private final long offset;

    Apart(long offset) {
      super("the next byte is " + offset);
      this.offset = offset;
    }

    /** Where it has to begin. */
    public long offset() {
      return offset;
    }
  }

  private final Path folder;

  public CelSpool(Path folder) {
    this.folder = folder;
  }

  /** Whether that can be the name of a file: some sixteen to sixty-four hexadecimal digits. */
  public static boolean isId(String id) {
    return ID.matcher(id).matches();
  }

  /** How much of that file is here, from its beginning; empty when nothing is known of it. */
  public synchronized OptionalLong offset(String id) throws IOException {
    for (var part : parts().reversed()) {
      if (part.id().equals(id)) {
        return OptionalLong.of(part.end());
      }
    }
    return OptionalLong.empty();
  }

  /** Whether anything has ever been sent. */
  public synchronized boolean isBegun() throws IOException {
    return !parts().isEmpty();
  }

  /** Of a file that is not known yet, nothing before that byte is wanted. */
  public synchronized void begin(String id, long offset) throws IOException {
    if (offset(id).isEmpty()) {
      create(id, offset);
    }
  }

  /**
   * Takes what comes next of a file; none says that there is no more now.
   *
   * @return how much of it is here, on the disk
   */
  public synchronized long append(String id, long offset, byte[] bytes) throws IOException, Apart {
    var known = offset(id).orElse(0);
    if (offset != known) {
      throw new Apart(known);
    }
    if (bytes.length > 0) {
      write(partOf(id, offset), bytes);
    } else {
      touch();
    }
    return known + bytes.length;
  }

  /** The last part goes on only if it is of that file: a reader has done with those before. */
  private Path partOf(String id, long offset) throws IOException {
    var parts = parts();
    return !parts.isEmpty() && parts.getLast().id().equals(id)
        ? parts.getLast().path()
        : create(id, offset);
  }

  private Path create(String id, long offset) throws IOException {
    Files.createDirectories(folder, OWNER_ONLY);
    var parts = parts();
    var number = parts.isEmpty() ? 1 : parts.getLast().number() + 1;
    var file = Files.createFile(path(number, id, offset));
    force(folder);
    return file;
  }

  private Path path(long number, String id, long offset) {
    return folder.resolve("%09d-%s@%d".formatted(number, id, offset));
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (var out = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      for (var rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
        out.write(rest);
      }
      out.force(true);
    }
  }

  private static void force(Path folder) throws IOException {
    try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private void touch() throws IOException {
    Files.createDirectories(folder, OWNER_ONLY);
    var contact = contact();
    if (Files.exists(contact)) {
      Files.setLastModifiedTime(contact, FileTime.from(Instant.now()));
    } else {
      Files.createFile(contact);
    }
  }

  private Path contact() {
    return folder.resolve("contact");
  }

  /**
   * Lets go of the content of files that nothing has come of since then; what is known of them
   * stays, so that nothing comes again.
   */
  public synchronized void prune(Instant before) throws IOException {
    var parts = parts();
    for (var part : parts.subList(0, Math.max(0, parts.size() - 1))) {
      var end = part.end();
      if (end > part.begin()
          && Files.getLastModifiedTime(part.path()).toInstant().isBefore(before)) {
        Files.createFile(path(part.number(), part.id(), end));
        force(folder);
        Files.delete(part.path());
      }
    }
  }

  private List<Part> parts() throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(Part::of)
          .filter(Objects::nonNull)
          .sorted(Comparator.comparingLong(Part::number).thenComparingLong(Part::begin))
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  @Override
  public synchronized List<Path> files() throws IOException {
    return parts().stream().map(Part::path).toList();
  }

  /** What is kept of it. */
  public CelArchive archive() {
    return new CelFiles(this);
  }

  @Override
  public boolean isWhole() {
    return true;
  }

  /** When the exchange last said that there was no more. */
  @Override
  public @Nullable Instant knownUntil(Instant now) {
    return contactAt().orElse(null);
  }

  Optional<Instant> contactAt() {
    try {
      return Optional.of(Files.getLastModifiedTime(contact()).toInstant());
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /** What has come, as a source of rows. */
  public CelSource source(CelSource.@Nullable Mark mark) {
    return new CelFile(this, mark);
  }
}
