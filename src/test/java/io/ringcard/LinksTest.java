package io.ringcard;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.http.Push;
import io.ringcard.http.Status;
import io.ringcard.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LinksTest {

  private volatile boolean up;

  /** A link that comes up while its absence is still being told is told of last. */
  @Test
  void theNewestIsToldLast() throws Exception {
    var sending = new CountDownLatch(1);
    var second = new CountDownLatch(1);
    var told = new CopyOnWriteArrayList<Boolean>();
    Push slow =
        new Push() {
          @Override
          public void send(long userId, String event, Object body) {}

          @Override
          public int sendEachToAll(String event, List<?> bodies) {
            var link = ((Status) bodies.getFirst()).pbx().getFirst();
            if (!link.up()) {
              sending.countDown();
              awaitShortly(second);
            }
            told.add(link.up());
            second.countDown();
            return 0;
          }
        };
    try (var database = TestDatabase.fresh()) {
      var links = new Links(database.db(), this::pbx, () -> 0L, () -> false);
      var first = Thread.ofVirtual().start(() -> links.tell(slow));
      assertThat(sending.await(10, SECONDS)).isTrue();
      up = true;
      links.tell(slow);
      first.join();
    }
    assertThat(told).containsExactly(false, true);
  }

  private List<Status.Link> pbx() {
    return List.of(new Status.Link("Office", up, Instant.EPOCH, null));
  }

  /** Long enough for another to overtake, were it let. */
  private static void awaitShortly(CountDownLatch latch) {
    try {
      latch.await(500, MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
