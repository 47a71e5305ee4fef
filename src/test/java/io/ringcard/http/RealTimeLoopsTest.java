package io.ringcard.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcard.thread.Urgency;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RealTimeLoopsTest {

  private static final int HANDED = 10_000;

  private final Vertx vertx = Vertx.builder().withTransport(new RealTimeLoops()).build();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void whatEachHandsOverIsDoneInItsOrderAndNothingIsLost() throws InterruptedException {
    var loop = vertx.getOrCreateContext();
    var done = List.of(new CopyOnWriteArrayList<Integer>(), new CopyOnWriteArrayList<Integer>());
    var handing =
        done.stream()
            .map(list ->
                Thread.ofPlatform()
                    .start(() ->
                        IntStream.range(0, HANDED)
                            .forEach(i -> loop.runOnContext(nothing -> list.add(i)))))
            .toList();
    for (var thread : handing) {
      thread.join();
    }
    var all = IntStream.range(0, HANDED).boxed().toList();
    await()
        .atMost(20, SECONDS)
        .untilAsserted(() -> assertThat(done).allSatisfy(list -> assertThat(list).isEqualTo(all)));
  }

  @Test
  void aLoopIsAsUrgentAsAThreadMayBe() throws Exception {
    var loop = new CompletableFuture<Urgency>();
    vertx.getOrCreateContext().runOnContext(nothing -> loop.complete(Urgency.now()));
    var highest = new CompletableFuture<Urgency>();
    Thread.ofPlatform().start(() -> highest.complete(Urgency.REAL_TIME.ask()));
    assertThat(loop.get(20, SECONDS)).isEqualTo(highest.get(20, SECONDS));
  }

  @Test
  void aClockOnALoopTicks() {
    var ticks = new CopyOnWriteArrayList<Long>();
    vertx.setPeriodic(1, ticks::add);
    await().atMost(20, SECONDS).until(() -> ticks.size() >= 10);
  }
}
