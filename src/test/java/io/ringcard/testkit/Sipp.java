package io.ringcard.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs scenarios of {@code src/test/resources/sipp} in the exchange's container, one process for
 * one call. Every run ends by itself: after its call, or after {@link #LIMIT_SECONDS}.
 */
final class Sipp {

  /** Of one run; the longest talk or ringing must be shorter. */
  static final int LIMIT_SECONDS = 60;

  /** Tones by which the two ends of a recording are told apart. */
  static final int CLIENT_HERTZ = 400;

  static final int OUR_HERTZ = 1000;

  private static final Executor EACH = Executors.newVirtualThreadPerTaskExecutor();
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final AsteriskContainer exchange;

  Sipp(AsteriskContainer exchange) {
    this.exchange = exchange;
    exchange.shell(
        "cd /sipp && sox -n -r 8000 -c 1 -t al client.al synth 2 sine %d gain -6"
                .formatted(CLIENT_HERTZ)
            + " && sox -n -r 8000 -c 1 -t al our.al synth 2 sine %d gain -6".formatted(OUR_HERTZ));
  }

  /** Calls somebody: begins at once. */
  SipCall calls(String scenario, Map<String, String> values, String address) {
    var run = RUNS.incrementAndGet();
    return run(scenario, values, address, 6000 + run % 2000, run);
  }

  /** Waits for a call: the port is open when this returns. */
  SipCall waits(String scenario, Map<String, String> values, String address, int port) {
    var call = run(scenario, values, address, port, RUNS.incrementAndGet());
    var local = "%s:%04X".formatted(address.equals("127.0.0.1") ? "0100007F" : "0200007F", port);
    var seen =
        exchange.shell(
            "for i in $(seq 600); do grep -q ' %s ' /proc/net/udp && echo open && exit; sleep 0.05; done"
                .formatted(local));
    if (!seen.contains("open")) {
      throw new IllegalStateException("nobody listens on " + address + ":" + port);
    }
    return call;
  }

  private SipCall run(
      String scenario, Map<String, String> values, String address, int port, int run) {
    var name = scenario + "-" + run;
    var command =
        """
        cd /sipp; echo %5$s | base64 -d >@.xml; sipp -sf @.xml -i %1$s -p %2$d -mi %1$s -mp %3$d -m 1 -timeout %4$ds \
        -trace_shortmsg -shortmessage_file @.csv -trace_err -error_file @.err 127.0.0.1:5060 \
        >@.out 2>&1 </dev/null & echo $! >@.pid; wait $!
        echo "exit $?"; cat @.csv @.err 2>/dev/null\
        """
            .replace("@", name)
            .formatted(
                address,
                port,
                20_000 + run % 1000 * 16,
                LIMIT_SECONDS,
                Base64.getEncoder().encodeToString(fill(scenario, values)));
    var output = CompletableFuture.supplyAsync(() -> exchange.shell(command), EACH);
    return new SipCall(
        name,
        output.thenApply(SipCall.Seen::read),
        () -> exchange.shell("kill -9 $(cat /sipp/" + name + ".pid)"));
  }

  private static byte[] fill(String scenario, Map<String, String> values) {
    try (var file = Sipp.class.getResourceAsStream("/sipp/" + scenario + ".xml")) {
      if (file == null) {
        throw new IllegalArgumentException("no scenario " + scenario);
      }
      var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (var value : values.entrySet()) {
        text = text.replace("@" + value.getKey() + "@", value.getValue());
      }
      return text.getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
