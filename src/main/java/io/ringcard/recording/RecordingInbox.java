package io.ringcard.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Takes recordings that an exchange on another machine sends, piece by piece, into the folder where
 * they are looked for. A file appears under its name when it is whole and its checksum is right.
 */
public final class RecordingInbox {

  public static final long LARGEST = 2L << 30;

  /** What must be left for the journal and the database. */
  private static final long SPARE = 1L << 30;

  private static final Pattern DAY = Pattern.compile("20\\d{2}/[01]\\d/[0-3]\\d");
  private static final Pattern SUM = Pattern.compile("[0-9a-f]{64}");
  private static final int BUFFER = 64 * 1024;

  /**
   * A file as it is going to be.
   *
   * @param name with the folder of its day, if it has one: {@code 2026/11/25/in-….wav}
   * @param size in bytes
   * @param sha256 hexadecimal
   */
  public record Wanted(String name, long size, String sha256) {

    /** Whether that may be taken: no name can lead out of the folder or into another. */
    public boolean isSound() {
      var slash = name.lastIndexOf('/');
      return RecordingFolder.isName(name.substring(slash + 1))
          && (slash < 0 || DAY.matcher(name.substring(0, slash)).matches())
          && size > 0
          && size <= LARGEST
          && SUM.matcher(sha256).matches();
    }
  }

  /** How much of it is here; {@code done} when all of it is, under its name. */
  public record Taken(long offset, boolean done) {}

  /** What came does not fit to what is here. */
  public enum Refusal {
    /** It begins elsewhere than where the last piece ended. */
    APART,
    /** It is longer than was said. */
    LONGER,
    /** The checksum is another: all of it has to come again. */
    BROKEN,
    /** Another file has that name. */
    TAKEN,
    /** No room is left. */
    FULL
  }

  /** A piece or a file that is not taken. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final Refusal why;
    private final long offset;

    Refused(Refusal why, long offset) {
      super(why + " at " + offset);
      this.why = why;
      this.offset = offset;
    }

    public Refusal why() {
      return why;
    }

    /** Where the next piece has to begin. */
    public long offset() {
      return offset;
    }
  }

  private final Path folder;

  public RecordingInbox(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  public synchronized Taken look(Wanted file) throws IOException, Refused {
    var target = target(file);
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      if (Files.size(target) == file.size() && sum(target).equals(file.sha256())) {
        return new Taken(file.size(), true);
      }
      throw new Refused(Refusal.TAKEN, 0);
    }
    return new Taken(size(part(file)), false);
  }

  /** What comes next of it; acknowledged once it is on the disk. */
  public synchronized Taken append(Wanted file, long offset, byte[] bytes)
      throws IOException, Refused {
    var taken = look(file);
    if (taken.done()) {
      return taken;
    }
    if (offset != taken.offset()) {
      throw new Refused(Refusal.APART, taken.offset());
    }
    if (offset + bytes.length > file.size()) {
      throw new Refused(Refusal.LONGER, taken.offset());
    }
    var part = part(file);
    Files.createDirectories(part.getParent());
    if (Files.getFileStore(folder).getUsableSpace() - bytes.length < SPARE) {
      throw new Refused(Refusal.FULL, taken.offset());
    }
    write(part, bytes);
    var end = offset + bytes.length;
    if (end < file.size()) {
      return new Taken(end, false);
    }
    if (!sum(part).equals(file.sha256())) {
      Files.delete(part);
      throw new Refused(Refusal.BROKEN, 0);
    }
    var target = target(file);
    Files.createDirectories(target.getParent());
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    return new Taken(end, true);
  }

  private Path target(Wanted file) {
    return folder.resolve(file.name());
  }

  /** Beside the others and hidden from whoever looks for names. */
  private Path part(Wanted file) {
    return folder.resolve(".upload").resolve(file.sha256() + "-" + file.size());
  }

  private static long size(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException none) {
      return 0;
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (var out =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      for (var rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
        out.write(rest);
      }
      out.force(true);
    }
  }

  private static String sum(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      var buffer = new byte[BUFFER];
      for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
