package io.ringcard.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * What the faults of this run cost, measured: each test of a fault adds its row, the end of the run
 * prints them all and leaves them in {@code target/faults.md}.
 */
public final class FaultTable implements TestExecutionListener {

  private static final ConcurrentMap<String, Row> ROWS = new ConcurrentSkipListMap<>();

  /**
   * @param times how often the fault was made
   * @param lost calls that are in no row although somebody could have known them
   * @param doubled calls with more rows than one
   * @param flagged calls of which the log says that something was not heard
   * @param seconds until all was right again, at worst; null where nothing has to recover
   */
  private record Row(int times, long lost, long doubled, long flagged, @Nullable Double seconds) {}

  /** {@code fault} begins with its number, as F05, by which the table is sorted. */
  public static void add(String fault, int times, long lost, long doubled, long flagged) {
    ROWS.put(fault, new Row(times, lost, doubled, flagged, null));
  }

  /** The same with the nanoseconds that recovering took at worst. */
  public static void add(
      String fault, int times, long lost, long doubled, long flagged, long nanos) {
    ROWS.put(fault, new Row(times, lost, doubled, flagged, nanos / 1e9));
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (ROWS.isEmpty()) {
      return;
    }
    var text = new StringBuilder("| fault | times | lost | doubled | flagged | recovered in |\n");
    text.append("|---|---:|---:|---:|---:|---:|\n");
    ROWS.forEach((fault, row) ->
        text.append(
            "| %s | %d | %d | %d | %d | %s |%n"
                .formatted(
                    fault, row.times, row.lost, row.doubled, row.flagged, seconds(row.seconds))));
    System.out.print(text);
    try {
      Files.writeString(Path.of("target", "faults.md"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String seconds(@Nullable Double seconds) {
    return seconds == null ? "" : String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
