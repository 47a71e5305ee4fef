package io.ringcard.ami;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir Path folder;

  /** Collects what it is told. */
  private static final class Heard implements JournalReader {
    final List<String> told = new ArrayList<>();
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void opened(Instant at, long offset) {
      told.add("opened");
    }

    @Override
    public void bytes(Instant at, long offset, byte[] all, int from, int to) {
      told.add("bytes " + new String(all, from, to - from, UTF_8));
      bytes.write(all, from, to - from);
    }

    @Override
    public void lost(Instant at, long offset, String reason) {
      told.add("lost " + reason + " " + at);
    }
  }

  @Test
  void readsBackWhatWasWritten() throws IOException {
    try (var journal = open()) {
      journal.opened(NOON);
      write(journal, "one");
      var second = write(journal, "two");
      journal.lost(NOON, "closed");
      assertThat(read(journal, 0))
          .containsExactly("opened", "bytes one", "bytes two", "lost closed " + NOON);
      assertThat(read(journal, second)).containsExactly("bytes two", "lost closed " + NOON);
      assertThat(read(journal, second + 1)).containsExactly("bytes wo", "lost closed " + NOON);
      assertThat(read(journal, second + 3)).containsExactly("lost closed " + NOON);
      assertThat(read(journal, journal.end())).isEmpty();
    }
  }

  @Test
  void goesOnAfterReopening() throws IOException {
    long end;
    try (var journal = open()) {
      journal.opened(NOON);
      write(journal, "one");
      journal.lost(NOON, "closed");
      end = journal.end();
    }
    try (var journal = open()) {
      assertThat(journal.end()).isEqualTo(end);
      assertThat(write(journal, "two")).isGreaterThanOrEqualTo(end);
      assertThat(read(journal, 0))
          .containsExactly("opened", "bytes one", "lost closed " + NOON, "bytes two");
    }
  }

  @Test
  void endsTheConnectionThatACrashLeftOpen() throws IOException {
    var copy = folder.resolve("copy");
    try (var journal = open()) {
      journal.opened(NOON);
      journal.bytes(NOON.plusSeconds(7), "one".getBytes(UTF_8), 0, 3);
      copy(copy);
    }
    try (var journal = Journal.open(JournalSettings.of(copy), trouble -> {})) {
      assertThat(read(journal, 0))
          .containsExactly("opened", "bytes one", "lost stopped " + NOON.plusSeconds(7));
    }
  }

  @Test
  void cutsATornTailWhereverItWasTorn() throws IOException {
    byte[] whole;
    long last;
    try (var journal = open()) {
      write(journal, "one");
      last = journal.end();
      write(journal, "two");
      whole = Files.readAllBytes(onlySegment());
    }
    for (var length = (int) last; length < whole.length; length++) {
      var torn = Files.createDirectory(folder.resolve("torn-" + length));
      Files.write(torn.resolve(name(0)), java.util.Arrays.copyOf(whole, length));
      try (var journal = Journal.open(JournalSettings.of(torn), trouble -> {})) {
        write(journal, "three");
        assertThat(read(journal, 0))
            .as("cut at %d", length)
            .containsExactly("bytes one", "lost stopped " + NOON, "bytes three");
      }
    }
  }

  @Test
  void cutsZerosThatAFileSystemLeaves() throws IOException {
    try (var journal = open()) {
      write(journal, "one");
      journal.lost(NOON, "closed");
    }
    try (var file = new RandomAccessFile(onlySegment().toFile(), "rw")) {
      file.setLength(file.length() + 4096);
    }
    try (var journal = open()) {
      write(journal, "two");
      assertThat(read(journal, 0)).containsExactly("bytes one", "lost closed " + NOON, "bytes two");
    }
  }

  @Test
  void rollsBySizeAndByDay() throws IOException {
    var settings = new JournalSettings(folder, 30, 100);
    var written = new ByteArrayOutputStream();
    var random = new Random(1);
    try (var journal = Journal.open(settings, trouble -> {})) {
      for (var i = 0; i < 50; i++) {
        var bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        journal.bytes(NOON, bytes, 0, bytes.length);
        written.write(bytes);
      }
      var before = segments().size();
      assertThat(before).isGreaterThan(10);
      journal.bytes(NOON, new byte[0], 0, 0);
      journal.bytes(NOON.plusSeconds(86_400), new byte[0], 0, 0);
      assertThat(segments().size()).isGreaterThan(before);
      var heard = new Heard();
      journal.read(0, heard);
      assertThat(heard.bytes.toByteArray()).isEqualTo(written.toByteArray());
    }
    try (var journal = Journal.open(settings, trouble -> {})) {
      var heard = new Heard();
      journal.read(0, heard);
      assertThat(heard.bytes.toByteArray()).isEqualTo(written.toByteArray());
    }
  }

  @Test
  void deletesWholeSegmentsAlone() throws IOException {
    try (var journal = Journal.open(new JournalSettings(folder, 30, 1), trouble -> {})) {
      write(journal, "one");
      var second = write(journal, "two");
      write(journal, "three");
      journal.deleteBefore(second);
      assertThat(read(journal, 0)).containsExactly("bytes two", "bytes three");
      journal.prune(Instant.EPOCH, journal.end());
      assertThat(read(journal, 0)).containsExactly("bytes two", "bytes three");
      journal.prune(Instant.now().plusSeconds(60), journal.end());
      assertThat(read(journal, 0)).containsExactly("bytes three");
    }
  }

  @Test
  void deletesInAFolderInWhichNobodyWritesWhatIsOldAndHandled() throws IOException {
    var settings = new JournalSettings(folder, 30, 1);
    long second;
    try (var journal = Journal.open(settings, trouble -> {})) {
      write(journal, "one");
      second = write(journal, "two");
      write(journal, "three");
    }
    var later = Instant.now().plusSeconds(60);
    JournalPast.prune(folder, Instant.EPOCH, Long.MAX_VALUE);
    JournalPast.prune(folder, later, 0);
    assertThat(new JournalSegments(folder).list()).hasSizeGreaterThan(2);
    JournalPast.prune(folder, later, second);
    try (var journal = Journal.open(settings, trouble -> {})) {
      assertThat(read(journal, 0)).startsWith("bytes two", "bytes three");
    }
    JournalPast.prune(folder.resolve("none"), later, Long.MAX_VALUE);
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void goesOnBehindTheDatabaseWhenTheFolderWasLost() throws IOException {
    try (var journal = open()) {
      journal.continueAt(5000);
      assertThat(write(journal, "one")).isGreaterThanOrEqualTo(5000);
      assertThat(read(journal, 5000)).containsExactly("bytes one");
    }
    try (var journal = open()) {
      assertThat(journal.end()).isGreaterThan(5000);
    }
  }

  @Test
  void countsWhatAFullDiskRefusesAndGoesOnAfterwards() throws IOException {
    var troubles = new ArrayList<IOException>();
    var full = folder.resolve(name(0));
    Files.createSymbolicLink(full, Path.of("/dev/full"));
    try (var journal = Journal.open(JournalSettings.of(folder), troubles::add)) {
      assertThat(journal.opened(NOON)).isEqualTo(Journal.NOT_KEPT);
      assertThat(write(journal, "one")).isEqualTo(Journal.NOT_KEPT);
      assertThat(journal.failures()).isEqualTo(2);
      assertThat(troubles).hasSize(1);
      Files.delete(full);
      assertThat(write(journal, "two")).isNotNegative();
      assertThat(journal.holes()).isEqualTo(1);
      assertThat(read(journal, 0)).containsExactly("lost journal " + NOON, "opened", "bytes two");
    }
  }

  @Test
  void aKilledProcessLosesNothingThatItHadTold() throws IOException, InterruptedException {
    for (var round = 0; round < 3; round++) {
      var killed = folder.resolve("killed-" + round);
      var writer =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Endless.class.getName(),
                  killed.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      long told = 0;
      try (var out = writer.inputReader()) {
        for (var line = out.readLine();
            line != null && told < 2000L * (round + 1);
            line = out.readLine()) {
          told = Long.parseLong(line);
        }
        writer.destroyForcibly().waitFor();
      }
      try (var journal = Journal.open(JournalSettings.of(killed), trouble -> {})) {
        var read = read(journal, 0);
        assertThat(read.size()).isGreaterThan((int) told);
        assertThat(read.getFirst()).isEqualTo("opened");
        for (var i = 1; i <= told; i++) {
          assertThat(read.get(i)).isEqualTo("bytes " + i);
        }
        assertThat(read.getLast()).startsWith("lost stopped");
      }
    }
  }

  /** Writes numbers into the journal and tells each one once it is written. */
  static final class Endless {
    public static void main(String[] folder) throws IOException {
      var journal = Journal.open(JournalSettings.of(Path.of(folder[0])), trouble -> {});
      journal.opened(Instant.now());
      for (var i = 1L; ; i++) {
        write(journal, Long.toString(i));
        System.out.println(i);
      }
    }
  }

  @Test
  void belongsToUsAlone() throws IOException {
    try (var journal = open()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
      assertThatThrownBy(this::open).isInstanceOf(IOException.class);
      assertThat(journal.end()).isZero();
    }
  }

  private Journal open() throws IOException {
    return Journal.open(JournalSettings.of(folder), trouble -> {});
  }

  private static long write(Journal journal, String text) {
    return journal.bytes(NOON, text.getBytes(UTF_8), 0, text.length());
  }

  private static List<String> read(Journal journal, long from) throws IOException {
    var heard = new Heard();
    journal.read(from, heard);
    return heard.told;
  }

  private void copy(Path target) throws IOException {
    Files.createDirectory(target);
    Files.copy(onlySegment(), target.resolve(name(0)));
  }

  private List<Path> segments() throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".journal")).toList();
    }
  }

  private Path onlySegment() throws IOException {
    assertThat(segments()).hasSize(1);
    return segments().getFirst();
  }

  private static String name(long start) {
    return "%020d.journal".formatted(start);
  }
}
