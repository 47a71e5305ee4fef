package io.ringcard.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code bench NAME [--json FILE]}: one benchmark, both sides in one run. What it says of the
 * machine is worth little; the ratios are what counts.
 */
public final class BenchCommand {

  private static final String USAGE =
      "usage: ringcard bench ingest|pop|calls|reports|import [--json FILE]";
  private static final String LINE = "%-66s %12s %12s %-9s %7s %8s %8s  %s%n";

  private final PrintStream out;
  private final PrintStream err;
  private final Stand.Builder stands;
  private final Stand.Builder samples;
  private final Effort effort;

  /**
   * @param stands build the bare server
   * @param samples build one with the sample data, as the demo has it
   */
  public BenchCommand(
      PrintStream out,
      PrintStream err,
      Stand.Builder stands,
      Stand.Builder samples,
      Effort effort) {
    this.out = out;
    this.err = err;
    this.stands = stands;
    this.samples = samples;
    this.effort = effort;
  }

  private interface Bench {
    List<Figure> run() throws IOException, InterruptedException;
  }

  /**
   * The exit status: 0 when it ran, whatever the figures; 1 when it could not; 2 for a wrong use.
   */
  public int run(List<String> arguments) {
    var json = arguments.size() == 3 && arguments.get(1).equals("--json");
    if (arguments.size() != 1 && !json) {
      err.println(USAGE);
      return 2;
    }
    Path home = null;
    try {
      home = Files.createTempDirectory("ringcard-bench");
      var bench = find(arguments.getFirst(), home);
      if (bench.isEmpty()) {
        err.println(USAGE);
        return 2;
      }
      var figures = bench.get().run();
      print(figures);
      if (json) {
        write(Path.of(arguments.get(2)), arguments.getFirst(), figures);
      }
      return 0;
    } catch (IOException e) {
      err.println("ringcard: the benchmark did not run to its end: " + e);
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    } finally {
      delete(home);
    }
  }

  private Optional<Bench> find(String name, Path home) {
    return switch (name) {
      case "ingest" -> Optional.of(new IngestBench(home, effort, stands)::run);
      case "pop" -> Optional.of(new PopBench(home, effort, stands)::run);
      case "calls" -> Optional.of(new CallsBench(home, effort, stands)::run);
      case "reports" -> Optional.of(new ReportsBench(home, effort, samples)::run);
      case "import" -> Optional.of(new ImportBench(home, effort, stands)::run);
      default -> Optional.empty();
    };
  }

  private void print(List<Figure> figures) {
    out.printf(LINE, "", "ours", "reference", "unit", "ratio", "must", "aim", "");
    for (var figure : figures) {
      out.printf(
          LINE,
          figure.name(),
          number(figure.ours()),
          number(figure.reference()),
          figure.unit(),
          number(figure.ratio()),
          number(figure.must()),
          number(figure.aim()),
          figure.ok() ? "ok" : "short");
    }
    out.flush();
  }

  /** Three digits at least, no more than anybody needs. */
  private static String number(@Nullable Double value) {
    return value == null
        ? "-"
        : String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%.0f", value);
  }

  private static void write(Path file, String name, List<Figure> figures) throws IOException {
    var json = Map.of("bench", name, "figures", figures.stream().map(Figure::json).toList());
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
  }

  private void delete(@Nullable Path home) {
    if (home == null) {
      return;
    }
    try (var files = Files.walk(home)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      err.println("ringcard: " + home + " could not be removed: " + e);
    }
  }
}
