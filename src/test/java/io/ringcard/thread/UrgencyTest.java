package io.ringcard.thread;

import static io.ringcard.thread.Urgency.ORDINARY;
import static io.ringcard.thread.Urgency.RAISED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UrgencyTest {

  private static final Pattern KERNEL = Pattern.compile("(\\d+)\\.(\\d+).*");
  private static final Pattern RIGHTS = Pattern.compile("CapEff:\\s+(\\p{XDigit}+)");
  private static final int CAP_SYS_NICE = 23;

  @ParameterizedTest
  @EnumSource(Urgency.class)
  void isTheAskersAloneAndAsHighAsItMayBe(Urgency wished) throws InterruptedException {
    var seen = new ArrayList<Urgency>();
    var asking =
        Thread.ofPlatform()
            .start(() -> {
              seen.add(Urgency.now());
              seen.add(wished.ask());
              seen.add(Urgency.now());
              seen.add(wished.ask());
              join(Thread.ofPlatform().start(() -> seen.add(Urgency.now())));
            });
    asking.join();
    var got = seen.get(1);
    assertThat(seen).containsExactly(ORDINARY, got, got, got, ORDINARY);
    assertThat(got).isBetween(least().compareTo(wished) < 0 ? least() : wished, wished);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is had for certain; an account's limits may allow more, a container's rules less. */
  private static Urgency least() {
    var version = KERNEL.matcher(System.getProperty("os.version"));
    if (!System.getProperty("os.name").equals("Linux") || !version.matches()) {
      return ORDINARY;
    }
    var kernel = 100 * Integer.parseInt(version.group(1)) + Integer.parseInt(version.group(2));
    return mayRaise() ? RAISED : kernel >= 612 ? Urgency.SHORT_SLICE : ORDINARY;
  }

  private static boolean mayRaise() {
    try {
      var rights = RIGHTS.matcher(Files.readString(Path.of("/proc/self/status")));
      return rights.find() && (Long.parseLong(rights.group(1), 16) >> CAP_SYS_NICE & 1) == 1;
    } catch (IOException e) {
      return false;
    }
  }
}
