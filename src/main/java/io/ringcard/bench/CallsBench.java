package io.ringcard.bench;

import io.ringcard.ami.AmiBlocks;
import io.ringcard.ami.AmiTranslator;
import io.ringcard.call.CallEvent;
import io.ringcard.call.LiveCalls;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast finished calls become rows with all that follows from them, against a bare {@code insert
 * … select} of the same rows within the database; and how soon a single one is durable.
 */
final class CallsBench {

  private static final int BATCH = 500;
  private static final int PACE = 2_000;
  private static final double DURABLE_MILLIS = 20;
  private static final double MILLI = 1_000;

  private final Path home;
  private final Effort effort;
  private final Stand.Builder stands;
  private final BenchSql sql = new BenchSql();

  CallsBench(Path home, Effort effort, Stand.Builder stands) {
    this.home = home;
    this.effort = effort;
    this.stands = stands;
  }

  List<Figure> run() throws IOException, InterruptedException {
    var calls = finished();
    try (var stage = Stage.open(home, stands, IngestBench.PEOPLE, effort.clients())) {
      var ours = new ArrayList<Double>();
      var bare = new ArrayList<Double>();
      for (var round = 0; round <= effort.rounds(); round++) {
        sql.analyze(stage.stand.db());
        var written = new ArrayList<Long>();
        var begun = System.nanoTime();
        for (var i = 0; i < effort.batches(); i++) {
          var pbx = stage.stand.log().pbx("bench-" + round + "-" + i).id();
          written.add(pbx);
          stage.stand.log().write(pbx, calls, 0);
        }
        var own = effort.batches() * BATCH / ((System.nanoTime() - begun) / 1e9);
        var theirs = copied(stage, written, round);
        if (round > 0 || effort.rounds() == 1) {
          ours.add(own);
          bare.add(theirs);
        }
      }
      var singles = singles(stage, calls);
      return List.of(
          Figure.share(
              "finished calls/s in batches of 500 against insert … select",
              Spread.median(ours),
              Spread.median(bare),
              "calls/s",
              0.2,
              0.35),
          durable("p50", singles, 0.5),
          durable("p95", singles, 0.95),
          durable("slowest", singles, 1));
    }
  }

  private static Figure durable(String which, Spread singles, double share) {
    return Figure.atMost(
        "until a call is durable, one a second, " + which,
        singles.micros(share) / MILLI,
        "ms",
        DURABLE_MILLIS,
        DURABLE_MILLIS / 2);
  }

  /** Each exchange's rows once more, in one statement for each batch as we wrote it. */
  private double copied(Stage stage, List<Long> written, int round) {
    var copies = new ArrayList<Long>();
    for (var i = 0; i < written.size(); i++) {
      copies.add(stage.stand.log().pbx("copy-" + round + "-" + i).id());
    }
    var begun = System.nanoTime();
    var rows = 0;
    for (var i = 0; i < written.size(); i++) {
      rows += sql.copy(stage.stand.db(), written.get(i), copies.get(i));
    }
    return rows / ((System.nanoTime() - begun) / 1e9);
  }

  private Spread singles(Stage stage, List<CallEvent> calls) throws InterruptedException {
    var pbx = stage.stand.log().pbx("single").id();
    var nanos = new ArrayList<Long>();
    var start = System.nanoTime();
    for (var i = 0; i < effort.singles(); i++) {
      Pace.await(start, i, 1);
      var begun = System.nanoTime();
      stage.stand.log().write(pbx, List.of(calls.get(i)), 0);
      nanos.add(System.nanoTime() - begun);
    }
    return new Spread(nanos);
  }

  /** Exactly one batch of calls that are over. */
  static List<CallEvent> finished() {
    var player = new CallPlayer(IngestBench.PEOPLE, PACE);
    var translator = new AmiTranslator(PbxProfile.standard());
    var live = new LiveCalls(PbxProfile.standard());
    var closed = new ArrayList<CallEvent>();
    var at = Instant.now();
    var order = new long[1];
    var blocks =
        new AmiBlocks(block -> {
          var event = translator.translate(block, null);
          if (event != null) {
            live.hear(order[0]++, event).stream()
                .filter(CallEvent.Closed.class::isInstance)
                .forEach(closed::add);
          }
        });
    for (var i = 1; closed.size() < BATCH; i++) {
      blocks.feed(player.next(at.plusNanos(i * 1_000_000L)));
    }
    return List.copyOf(closed.subList(0, BATCH));
  }
}
