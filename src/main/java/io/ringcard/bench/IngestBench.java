package io.ringcard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringcard.ami.AmiBlock;
import io.ringcard.ami.AmiLink;
import io.ringcard.ami.AmiListener;
import io.ringcard.ami.AmiSettings;
import io.ringcard.ami.AmiTranslator;
import io.ringcard.ami.Journal;
import io.ringcard.ami.JournalSettings;
import io.ringcard.call.CallEvent;
import io.ringcard.call.LiveCalls;
import io.ringcard.pbx.PbxProfile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * How fast a stream becomes calls: through journal, translation and assembly, against what
 * Asterisk-Java alone needs to hand over its events; and whether anything is lost when far more
 * comes than any exchange sends while the database is away.
 */
final class IngestBench {

  static final List<String> PEOPLE =
      IntStream.range(1000, 1200).mapToObj(Integer::toString).toList();
  private static final byte[] END = "Event: Reload\r\nModule: all\r\n\r\n".getBytes(UTF_8);
  private static final int PACE = 2_000;
  private static final int PIECE = 64 * 1024;
  private static final int PATIENCE_SECONDS = 120;

  private final Path home;
  private final Effort effort;
  private final Stand.Builder stands;

  IngestBench(Path home, Effort effort, Stand.Builder stands) {
    this.home = home;
    this.effort = effort;
    this.stands = stands;
  }

  List<Figure> run() throws IOException, InterruptedException {
    var stream = home.resolve("stream");
    var written = write(stream);
    var ours = new ArrayList<Double>();
    var library = new ArrayList<Double>();
    for (var round = 0; round <= effort.rounds(); round++) {
      var theirs = written.events() / AsteriskJavaReader.seconds(stream, END);
      var own =
          written.events() / seconds(stream, home.resolve("journal-" + round), written.calls());
      if (round > 0 || effort.rounds() == 1) {
        library.add(theirs);
        ours.add(own);
      }
    }
    var figures = new ArrayList<Figure>();
    figures.add(
        Figure.share(
            "events/s, journal, translation and assembly against bare asterisk-java",
            Spread.median(ours),
            Spread.median(library),
            "events/s",
            0.7,
            1));
    figures.addAll(new Flood(home, effort, stands).run());
    return figures;
  }

  private record Stream(long events, int calls) {}

  /** The stream as a file; all its calls come to their end. */
  private Stream write(Path stream) throws IOException {
    var player = new CallPlayer(PEOPLE, PACE);
    var start = Instant.now();
    try (var out = new BufferedOutputStream(Files.newOutputStream(stream), PIECE)) {
      var events = 0L;
      for (var event = player.next(start); event.length > 0; events++) {
        out.write(event);
        var at = start.plusNanos((events + 1) * (TimeUnit.SECONDS.toNanos(1) / PACE));
        event = events < effort.events() ? player.next(at) : player.rest(at);
      }
      return new Stream(events, player.played().size());
    }
  }

  private static double seconds(Path stream, Path folder, int calls)
      throws IOException, InterruptedException {
    var assembly = new Assembly();
    try (var exchange = PlayedExchange.start();
        var journal = Journal.open(JournalSettings.of(folder), IngestBench::refuses);
        var link =
            new AmiLink(
                AmiSettings.of("127.0.0.1", exchange.port(), "bench", "bench"),
                journal,
                assembly,
                status -> {})) {
      link.start();
      exchange.awaitListener();
      var begun = System.nanoTime();
      send(stream, exchange);
      exchange.send(END);
      if (!assembly.over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the stream was not read to its end");
      }
      var seconds = (System.nanoTime() - begun) / 1e9;
      if (assembly.told.size() != calls) {
        throw new IllegalStateException(assembly.told.size() + " calls instead of " + calls);
      }
      return seconds;
    }
  }

  static void send(Path stream, PlayedExchange exchange) throws IOException {
    try (var in = Files.newInputStream(stream)) {
      var piece = new byte[PIECE];
      for (var n = in.read(piece); n > 0; n = in.read(piece)) {
        exchange.send(n == piece.length ? piece : java.util.Arrays.copyOf(piece, n));
      }
    }
  }

  private static void refuses(IOException e) {
    throw new IllegalStateException("the disk refuses", e);
  }

  /** What the feed does with a block, short of the database, by the reader's own thread. */
  private static final class Assembly implements AmiListener {
    final CountDownLatch over = new CountDownLatch(1);
    final java.util.Set<String> told = new java.util.HashSet<>();
    private final AmiTranslator translator = new AmiTranslator(PbxProfile.standard());
    private final LiveCalls live = new LiveCalls(PbxProfile.standard());

    @Override
    public void block(AmiBlock block, Instant receivedAt, long from, long to) {
      var event = translator.translate(block, receivedAt);
      if (event != null) {
        for (CallEvent said : live.hear(from, event)) {
          told.add(said.call().linkedid());
        }
      } else if ("Reload".equals(block.event())) {
        over.countDown();
      }
    }

    @Override
    public void lost(Instant at, String reason, long to) {}
  }
}
