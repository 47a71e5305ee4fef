package io.ringcard.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An exchange for those who have none: a manager server on loopback that tells, as Asterisk 22
 * would, of calls played by simulated people, for ever. To the product it is just another exchange
 * at an address. Recordings of the talks, two lanes of generated speech, appear in its folder.
 *
 * <p>It answers Challenge, Login, Logoff, Ping, Events, ListCommands, CoreSettings, CoreStatus,
 * CoreShowChannels, QueueStatus, Originate and Hangup. A number that ends in 0000 is busy when
 * called, one that ends in 9999 does not answer.
 */
public final class DemoPbx implements AutoCloseable {

  private static final int REMEMBERED = 500;

  private final Timeline timeline;
  private final Recorder recorder;
  private final Exchange exchange;
  private final AmiServer server;
  private final List<Played> played = new ArrayList<>();

  /** A call that was begun, for those who check what came of it. */
  record Played(String linkedid, CallPlan plan) {}

  private DemoPbx(DemoSettings settings) throws IOException {
    Files.createDirectories(settings.recordings());
    var start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    timeline = new Timeline(start, settings.speed());
    recorder = new Recorder(settings.recordings());
    var wire = new Wire();
    exchange = new Exchange(timeline, settings.seed(), recorder, wire::say);
    var director = settings.unasked() ? new Director(exchange, settings.zone(), this::begin) : null;
    var actions = new Actions(exchange, this::begin);
    server = AmiServer.start(settings, actions, wire, () -> timeline.ask(() -> begin(director)));
    if (director != null) {
      timeline.after(Director.PATIENCE, () -> begin(director));
    }
  }

  private static void begin(@Nullable Director director) {
    if (director != null) {
      director.begin();
    }
  }

  /** Starts it; what it cannot do (port taken, folder not writable) is an exception here. */
  public static DemoPbx start(DemoSettings settings) throws IOException {
    var pbx = new DemoPbx(settings);
    pbx.timeline.begin();
    return pbx;
  }

  /** The numbers of the demo office itself, as its trunk signals them. */
  public static List<String> ownNumbers() {
    return Stream.concat(Stream.of(Phone.QUEUE_DID), Phone.ALL.stream().map(Phone::did)).toList();
  }

  /** The port on which managers sign in. */
  public int port() {
    return server.port();
  }

  /** The folder in which the recordings appear. */
  public Path recordings() {
    return recorder.folder();
  }

  /** Plays one call now. */
  void play(CallPlan plan) {
    timeline.ask(() -> begin(plan));
  }

  List<Played> played() {
    synchronized (played) {
      return List.copyOf(played);
    }
  }

  private void begin(CallPlan plan) {
    begin(plan, null);
  }

  private void begin(CallPlan plan, @Nullable Originate wish) {
    var call =
        switch (plan.kind()) {
          case DIRECT, DIRECT_ABANDONED, DIRECT_BUSY, DIRECT_VOICEMAIL ->
              new DirectCall(exchange, plan);
          case BLIND_TRANSFER, ATTENDED_TRANSFER -> new TransferredCall(exchange, plan);
          case QUEUE, QUEUE_ABANDONED -> new QueueCall(exchange, plan);
          case OUTBOUND, OUTBOUND_NO_ANSWER, OUTBOUND_BUSY ->
              new OutboundCall(exchange, plan, wish);
        };
    exchange.begin(call);
    synchronized (played) {
      played.add(new Played(call.linkedid(), plan));
      if (played.size() > REMEMBERED) {
        played.removeFirst();
      }
    }
  }

  @Override
  public void close() {
    server.close();
    timeline.close();
    recorder.close();
  }
}
