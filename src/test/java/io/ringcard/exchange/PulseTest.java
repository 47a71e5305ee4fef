package io.ringcard.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.ami.AmiBlock;
import io.ringcard.ami.AmiListener;
import io.ringcard.ami.AmiStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a link tells of the exchange beside its calls. */
class PulseTest {

  private final Pulse pulse = new Pulse(new Nobody());
  private final AmiStream stream = new AmiStream(pulse);
  private long place;

  @Test
  void anExchangeTellsItsVersionAndItsName() {
    hear("Response: Success\r\nMessage: Authentication accepted\r\n\r\n");
    assertThat(pulse.version()).isNull();
    assertThat(pulse.systemName()).as("not told").isNull();
    hear("Response: Success\r\nAsteriskVersion: 22.10.1\r\nSystemName: spb\r\n\r\n");
    hear("Response: Success\r\nCoreCurrentCalls: 1\r\n\r\n");
    assertThat(pulse.version()).isEqualTo("22.10.1");
    assertThat(pulse.systemName()).isEqualTo("spb");
    hear("Response: Success\r\nAsteriskVersion: 22.10.1\r\nSystemName: \r\n\r\n");
    assertThat(pulse.systemName()).as("it has none any more").isEmpty();
  }

  private void hear(String text) {
    var bytes = text.getBytes(UTF_8);
    stream.bytes(Instant.EPOCH, place, bytes, 0, bytes.length);
    place += bytes.length;
  }

  private static final class Nobody implements AmiListener {

    @Override
    public void block(AmiBlock block, Instant receivedAt, long from, long to) {}

    @Override
    public void lost(Instant at, String reason, long to) {}
  }
}
