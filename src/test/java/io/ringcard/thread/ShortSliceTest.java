package io.ringcard.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ShortSliceTest {

  private static final Pattern KERNEL = Pattern.compile("(\\d+)\\.(\\d+).*");

  @Test
  void isGrantedWhereTheKernelKnowsIt() throws InterruptedException {
    var slices = new long[3];
    var asking =
        Thread.ofPlatform()
            .start(() -> {
              slices[0] = ShortSlice.nanos();
              ShortSlice.ask();
              slices[1] = ShortSlice.nanos();
              ShortSlice.ask();
              slices[2] = ShortSlice.nanos();
            });
    asking.join();
    var expected = isKnown() ? ShortSlice.NANOS : slices[0];
    assertThat(slices[1]).isEqualTo(expected);
    assertThat(slices[2]).isEqualTo(expected);
  }

  private static boolean isKnown() {
    var version = KERNEL.matcher(System.getProperty("os.version"));
    return System.getProperty("os.name").equals("Linux")
        && version.matches()
        && 100 * Integer.parseInt(version.group(1)) + Integer.parseInt(version.group(2)) >= 612;
  }
}
