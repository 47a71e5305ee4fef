package io.ringcard.demo;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;

/** An exchange that plays calls unasked, and a manager who has heard them from the first on. */
record Heard(DemoPbx pbx, ManagerClient client) implements AutoCloseable {

  private static final int MOST_TRIES = 10;

  /** Anew when the fast exchange had given up to wait for somebody before the manager came. */
  static Heard fromTheFirst(DemoSettings settings) throws IOException {
    for (var tries = 0; tries < MOST_TRIES; tries++) {
      var pbx = DemoPbx.start(settings);
      var heard = new Heard(pbx, ManagerClient.signedIn(pbx, settings));
      await().until(() -> !heard.client.events("Newchannel").isEmpty());
      if (heard.firstChannelsCall().equals(pbx.played().getFirst().linkedid())) {
        return heard;
      }
      heard.close();
    }
    return fail("nobody was in time");
  }

  private String firstChannelsCall() {
    return client.events("Newchannel").getFirst().get("Linkedid");
  }

  @Override
  public void close() throws IOException {
    client.close();
    pbx.close();
  }
}
