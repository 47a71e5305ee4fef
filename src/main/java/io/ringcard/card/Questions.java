package io.ringcard.card;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Questions that do not wait for one another's answers. */
final class Questions {

  private static final Executor EACH = Thread::startVirtualThread;

  private Questions() {}

  /** Waits when it is asked; throws what the question threw. */
  @FunctionalInterface
  interface Answer<T> {
    T get();
  }

  static <T> Answer<T> ask(Supplier<T> question) {
    var answer = CompletableFuture.supplyAsync(question, EACH);
    return () -> {
      try {
        return answer.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException thrown) {
          throw thrown;
        }
        throw e;
      }
    };
  }
}
