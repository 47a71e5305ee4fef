package io.ringcard.bench;

import io.ringcard.history.History;
import io.ringcard.history.Progress;
import io.ringcard.history.SourceFault;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How fast the detail records of an exchange become rows of the log with their legs and the
 * reports' sums, against a bare {@code insert … select} of the calls that came of them.
 */
final class ImportBench {

  private static final double MILLION = 1_000_000;
  private static final double MUST_MINUTES = 10;
  private static final double AIM_MINUTES = 4;
  private static final double MINUTE = 60;

  private final Path home;
  private final Effort effort;
  private final Stand.Builder stands;
  private final BenchSql sql = new BenchSql();

  ImportBench(Path home, Effort effort, Stand.Builder stands) {
    this.home = home;
    this.effort = effort;
    this.stands = stands;
  }

  List<Figure> run() throws IOException, InterruptedException {
    var file = home.resolve("Master.csv");
    PastRecords.write(file, effort.records());
    try (var stage = Stage.open(home, stands, IngestBench.PEOPLE, effort.clients())) {
      var pbx = stage.stand.log().pbx("past").id();
      var begun = System.nanoTime();
      var told = taken(stage, pbx, file);
      var seconds = seconds(begun);
      var copy = stage.stand.log().pbx("copy").id();
      begun = System.nanoTime();
      var copied = sql.copy(stage.stand.db(), pbx, copy);
      var bare = copied / seconds(begun);
      return List.of(
          Figure.share(
              "calls/s out of an exchange's records against insert … select",
              told.counts().added() / seconds,
              bare,
              "calls/s",
              0.15,
              0.3),
          Figure.atMost(
              "a million detail records at the pace of these %,d".formatted(effort.records()),
              seconds * MILLION / effort.records() / MINUTE,
              "min",
              MUST_MINUTES,
              AIM_MINUTES));
    }
  }

  private Progress taken(Stage stage, long pbx, Path file) throws IOException {
    var stand = stage.stand;
    var history = new History(stand.db(), stand.log(), PbxProfile.standard(), "", home);
    try {
      var told = history.run(pbx, file.toString(), "", () -> false, progress -> {});
      if (told.state() != Progress.State.FINISHED) {
        throw new IOException("the import ended " + told.state() + ", " + told.reason());
      }
      return told;
    } catch (SourceFault e) {
      throw new IOException(e);
    }
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}
