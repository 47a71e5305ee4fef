package io.ringcard.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ShortSliceTest {

  private static final Pattern KERNEL = Pattern.compile("(\\d+)\\.(\\d+).*");
  private static final Path STAT = Path.of("/proc/thread-self/stat");
  private static final Pattern RIGHTS = Pattern.compile("(?s).*CapEff:\\s+(\\p{XDigit}+).*");
  private static final int CAP_SYS_NICE = 23;

  /** Of a thread: its slice in nanoseconds and its priority. */
  private record Standing(long nanos, int nice) {

    static Standing now() {
      return new Standing(ShortSlice.nanos(), niceness());
    }
  }

  @Test
  void isGrantedWhereTheKernelKnowsIt() throws InterruptedException {
    var seen = new ArrayList<Standing>();
    var asking =
        Thread.ofPlatform()
            .start(() -> {
              seen.add(Standing.now());
              ShortSlice.ask();
              seen.add(Standing.now());
              ShortSlice.ask();
              seen.add(Standing.now());
              var child = Thread.ofPlatform().start(() -> seen.add(Standing.now()));
              join(child);
            });
    asking.join();
    var before = seen.getFirst();
    var asked =
        new Standing(
            isKnown() ? ShortSlice.NANOS : before.nanos(),
            mayRaise() ? ShortSlice.NICE : before.nice());
    assertThat(seen).isEqualTo(List.of(before, asked, asked, before));
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isKnown() {
    var version = KERNEL.matcher(System.getProperty("os.version"));
    return System.getProperty("os.name").equals("Linux")
        && version.matches()
        && 100 * Integer.parseInt(version.group(1)) + Integer.parseInt(version.group(2)) >= 612;
  }

  private static boolean mayRaise() {
    var rights = RIGHTS.matcher(read(Path.of("/proc/self/status")));
    return rights.matches() && (Long.parseLong(rights.group(1), 16) >> CAP_SYS_NICE & 1) == 1;
  }

  /** The nineteenth word; the second, the name, stands in brackets and may hold anything. */
  private static int niceness() {
    var stat = read(STAT);
    return stat.isEmpty()
        ? 0
        : Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
