package io.ringcard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringcard.ami.AmiBlocks;
import io.ringcard.ami.AmiTranslator;
import io.ringcard.call.Call;
import io.ringcard.call.LiveCalls;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How soon a card is at an operator's end of the event stream after the phone's ringing was written
 * to the manager connection: through the whole server with the look-up of the client, against a
 * bare relay of sockets; and how much a flood of writes with a year's report adds to it.
 */
final class PopBench {

  private static final int PER_SECOND = 2_000;
  private static final int WARMING_PER_SECOND = 5 * PER_SECOND;

  private final Path home;
  private final Effort effort;
  private final Stand.Builder stands;
  private final List<String> people;
  private final Watch watch = new Watch();

  PopBench(Path home, Effort effort, Stand.Builder stands) {
    this.home = home;
    this.effort = effort;
    this.stands = stands;
    this.people = IngestBench.PEOPLE.subList(0, effort.people());
  }

  List<Figure> run() throws IOException, InterruptedException {
    var relay = relay();
    try (var stage = Stage.open(home, stands, people, effort.clients())) {
      var readers = new ArrayList<CardReader>();
      for (var extension : people) {
        readers.add(CardReader.open(stage.stand.port(), extension, watch));
      }
      warmUp(stage);
      var player = new CallPlayer(people, PER_SECOND);
      var rings = new Rings();
      play(player, stage.exchange::send, rings);
      watch.take();
      play(player, stage.exchange::send, rings);
      var quiet = watch.take();
      Spread busy;
      try (var flood = new Busy(stage, people.getLast())) {
        flood.start();
        play(player, stage.exchange::send, rings);
        busy = watch.take();
      }
      for (var reader : readers) {
        reader.close();
      }
      return List.of(
          times("card p50 with look-up against a bare relay", quiet, relay, 0.5, 3, 2),
          times("card p99 with look-up against a bare relay", quiet, relay, 0.99, 6, 4),
          times("card p99 under writes and a report against quiet", busy, quiet, 0.99, 3, 2));
    }
  }

  /**
   * The relay's few lines are as fast as they get after a second; the server is after as many cards
   * as an office sees in a morning. So many come faster here, each call at its own pace, and are
   * over before anything is measured.
   */
  private void warmUp(Stage stage) throws IOException {
    var player = new CallPlayer(people, WARMING_PER_SECOND);
    var start = System.nanoTime();
    var until = (long) effort.popSeconds() * WARMING_PER_SECOND;
    var event = player.next(Instant.now());
    for (var i = 0L; event.length > 0; i++) {
      Pace.await(start, i, WARMING_PER_SECOND);
      stage.exchange.send(event);
      event = i < until ? player.next(Instant.now()) : player.rest(Instant.now());
    }
    stage.awaitRows(player.played().size());
  }

  private static Figure times(
      String name, Spread ours, Spread other, double share, double must, double aim) {
    return Figure.times(name, ours.micros(share), other.micros(share), "µs", must, aim);
  }

  private Spread relay() throws IOException {
    try (var relay = Relay.open(people, watch)) {
      var player = new CallPlayer(people, PER_SECOND);
      Way way =
          event -> {
            var block = new String(event, UTF_8);
            var phone = Relay.PHONE.matcher(block);
            if (Relay.isRinging(block) && phone.find()) {
              var from = block.indexOf("Linkedid: ") + "Linkedid: ".length();
              watch.sending(block.substring(from, block.indexOf("\r\n", from)), phone.group(1));
            }
            relay.send(event);
          };
      play(player, way, event -> {});
      watch.take();
      play(player, way, event -> {});
      return watch.take();
    }
  }

  private interface Way {
    void send(byte[] event) throws IOException;
  }

  private interface Before {
    void look(byte[] event);
  }

  private void play(CallPlayer player, Way way, Before before) throws IOException {
    var start = System.nanoTime();
    for (var i = 0L; i < (long) effort.popSeconds() * PER_SECOND; i++) {
      var event = player.next(Instant.now());
      Pace.await(start, i, PER_SECOND);
      before.look(event);
      way.send(event);
    }
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
  }

  /** Notes when the event is sent that makes a phone ring, by an assembly of its own. */
  private final class Rings implements Before {
    private final AmiTranslator translator = new AmiTranslator(PbxProfile.standard());
    private final LiveCalls live = new LiveCalls(PbxProfile.standard());
    private final Set<String> rung = new HashSet<>();
    private final AmiBlocks blocks =
        new AmiBlocks(block -> {
          var event = translator.translate(block, null);
          if (event != null) {
            live.hear(block.start(), event).forEach(told -> note(told.call()));
          }
        });

    @Override
    public void look(byte[] event) {
      blocks.feed(event);
    }

    private void note(Call call) {
      for (var extension : call.ringing()) {
        if (call.direction() == Call.Direction.INBOUND
            && rung.add(call.linkedid() + "@" + extension)) {
          watch.sending(call.linkedid(), extension);
        }
      }
    }
  }

  /** Batches of finished calls without a pause, and the report of a year, again and again. */
  private static final class Busy implements AutoCloseable {
    private final Stage stage;
    private final HttpRequest report;
    private final Thread writer = Thread.ofPlatform().unstarted(this::write);
    private final Thread reader = Thread.ofPlatform().unstarted(this::read);
    private volatile boolean over;

    Busy(Stage stage, String manager) {
      this.stage = stage;
      new BenchSql().promote(stage.stand.db(), manager);
      var to = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
      report =
          HttpRequest.newBuilder(
                  URI.create(
                      "http://127.0.0.1:%d/api/reports/durations?by=operator&from=%s&to=%s"
                          .formatted(stage.stand.port(), to.minus(365, ChronoUnit.DAYS), to)))
              .header("Cookie", "ringcard=" + BenchSql.token(manager))
              .build();
    }

    void start() {
      writer.start();
      reader.start();
    }

    private void write() {
      var calls = CallsBench.finished();
      for (var i = 0; !over; i++) {
        stage.stand.log().write(stage.stand.log().pbx("flood-" + i).id(), calls, 0);
      }
    }

    private void read() {
      try (var http = HttpClient.newHttpClient()) {
        while (!over) {
          var status = http.send(report, BodyHandlers.discarding()).statusCode();
          if (status != 200) {
            throw new IllegalStateException("the report was answered with " + status);
          }
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() throws InterruptedException {
      over = true;
      writer.join();
      reader.join();
    }
  }
}
