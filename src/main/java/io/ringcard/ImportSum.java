package io.ringcard;

import static java.util.Map.entry;

import io.ringcard.history.Progress;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an import came to, for whoever started it by the command. */
final class ImportSum {

  private static final Map<String, String> FAULTS =
      Map.ofEntries(
          entry("unknownHost", "no server of that name is found"),
          entry("refused", "nothing listens at this port of the server"),
          entry("unreachable", "the server did not answer in time"),
          entry("denied", "user and password do not fit, or this user may not come from here"),
          entry("noDatabase", "there is no database of that name on this server"),
          entry(
              "forbidden",
              "there is no such database, or this user may not read it: grant select on cdr and cel"),
          entry("noTables", "there is neither a table cdr nor cel that this user may read"),
          entry("noPath", "there is no such file or folder"),
          entry("noFiles", "no call was found in these files; expected are Asterisk's Master.csv"),
          entry("unreadable", "the source broke off while it was read"),
          entry("address", "--from is no address of a database, nor a path"),
          entry("password", "the password belongs in RINGCARD_IMPORT_PASSWORD, not in --from"),
          entry("ownDatabase", "Ringcard's own database was away"),
          entry("internal", "the program itself failed; with RINGCARD_LOG=WARN it says why"));

  private static final Map<String, String> UNTOLD =
      Map.ofEntries(
          entry("broken", "broken lines"),
          entry("fields", "lines with other columns"),
          entry("time", "times that cannot be read"),
          entry("id", "without an id"),
          entry("number", "durations that are no number"),
          entry("duration", "clock set back within a call"),
          entry("text", "letters in another encoding"),
          entry("party", "neither a phone nor a line"),
          entry("none", "nobody was called"),
          entry("beginning", "began before the source"),
          entry("underWay", "still going on"),
          entry("endUnknown", "end not recorded"),
          entry("refused", "refused by the database"));

  private final PrintStream out;

  ImportSum(PrintStream out) {
    this.out = out;
  }

  /** In words; what has none is told as it is. */
  static String fault(String reason) {
    return FAULTS.getOrDefault(reason, reason);
  }

  void print(Progress end) {
    out.println(end.source() + ": " + state(end.state(), end.reason()));
    var counts = end.counts();
    line("rows read", counts.rows());
    line("calls added", counts.added());
    line("known before", counts.known());
    line("recordings", counts.found());
    line("not there", counts.missing());
    end.untold()
        .forEach((reason, count) -> {
          line(UNTOLD.getOrDefault(reason, reason), count.number());
          count
              .samples()
              .forEach(sample -> out.println("      " + sample.replaceAll("\\p{Cntrl}", " ")));
        });
    out.flush();
  }

  private static String state(Progress.State state, @Nullable String reason) {
    return switch (state) {
      case FINISHED -> "finished";
      case PAUSED -> "paused; the same command goes on from here";
      case RUNNING -> "another run goes on with it";
      case FAILED ->
          "failed: "
              + (reason == null ? "" : fault(reason))
              + "; once that is mended the same command goes on";
    };
  }

  private void line(String what, long number) {
    out.printf("  %-30s %10d%n", what, number);
  }
}
