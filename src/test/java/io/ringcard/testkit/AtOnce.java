package io.ringcard.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.junit.jupiter.api.function.Executable;

/** Work that is mostly waiting, side by side. */
public final class AtOnce {

  private static final Executor THREADS = task -> Thread.ofPlatform().start(task);

  private AtOnce() {}

  /** Does it to each on a thread of its own: all to their end, also when one fails. */
  public static <T> void each(Collection<T> all, Consumer<T> work) {
    var running = new LinkedHashMap<T, CompletableFuture<Void>>();
    all.forEach(
        one -> running.put(one, CompletableFuture.runAsync(() -> work.accept(one), THREADS)));
    assertAll(running.entrySet().stream().map(one -> ended(one.getKey(), one.getValue())));
  }

  private static Executable ended(Object one, CompletableFuture<Void> running) {
    return () -> {
      try {
        running.join();
      } catch (CompletionException e) {
        throw new AssertionError(one + ": " + e.getCause().getMessage(), e.getCause());
      }
    };
  }
}
