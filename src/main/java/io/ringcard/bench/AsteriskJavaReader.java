package io.ringcard.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.event.ReloadEvent;
import org.asteriskjava.manager.internal.ManagerConnectionImpl;

/** Asterisk-Java alone with one listener that does nothing. */
final class AsteriskJavaReader extends ManagerConnectionImpl {

  private static final int AGAIN_MILLIS = 20;

  private AsteriskJavaReader(int port) {
    setHostname("127.0.0.1");
    setPort(port);
    setUsername("bench");
    setPassword("bench");
  }

  @Override
  protected AsteriskVersion determineVersion() {
    return AsteriskVersion.ASTERISK_22;
  }

  /** How long it takes to hand the stream over; the end is told until it is heard. */
  static double seconds(Path stream, byte[] end) throws IOException, InterruptedException {
    var over = new CountDownLatch(1);
    try (var exchange = PlayedExchange.start()) {
      var reader = new AsteriskJavaReader(exchange.port());
      reader.addEventListener(event -> {
        if (event instanceof ReloadEvent) {
          over.countDown();
        }
      });
      reader.login();
      exchange.awaitListener();
      var begun = System.nanoTime();
      IngestBench.send(stream, exchange);
      do {
        exchange.send(end);
      } while (!over.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS));
      var seconds = (System.nanoTime() - begun) / 1e9;
      reader.logoff();
      return seconds;
    } catch (AuthenticationFailedException | TimeoutException e) {
      throw new IOException("asterisk-java did not sign in", e);
    }
  }
}
