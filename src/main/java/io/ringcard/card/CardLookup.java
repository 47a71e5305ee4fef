package io.ringcard.card;

import io.ringcard.card.CardFace.Looked;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was asked about the caller of one call, and whether the answer is still true: it is until
 * somebody changes what it says of. When nobody would tell of a change, it is true for a moment.
 */
final class CardLookup {

  private static final long TRUE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final @Nullable String number;
  private final BooleanSupplier told;
  private final long begun = System.nanoTime();
  private final CompletableFuture<Looked> answer = new CompletableFuture<>();
  private final List<CardChange> meanwhile = new ArrayList<>();
  private @Nullable Looked looked;
  private volatile boolean outdated;

  /**
   * @param number who calls; null when nobody knows
   * @param told whether changes are told at present
   */
  CardLookup(@Nullable String number, BooleanSupplier told) {
    this.number = number;
    this.told = told;
  }

  /**
   * Asks, on this thread, and once more when a change was told meanwhile; whoever waits for the
   * answer gets it, or what the question threw.
   */
  Looked ask(Supplier<Looked> question) {
    try {
      var found = question.get();
      while (!take(found)) {
        found = question.get();
      }
      answer.complete(found);
      return found;
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
      throw e;
    }
  }

  private synchronized boolean take(Looked found) {
    var wrong = meanwhile.stream().anyMatch(change -> change.concerns(number, found));
    meanwhile.clear();
    looked = wrong ? null : found;
    return !wrong;
  }

  /** Something was changed. True when the answer has become wrong by it. */
  synchronized boolean hear(CardChange change) {
    if (looked == null) {
      meanwhile.add(change);
      return false;
    }
    var wrong = change.concerns(number, looked);
    outdated |= wrong;
    return wrong;
  }

  boolean isFor(@Nullable String other) {
    return Objects.equals(number, other);
  }

  @Nullable String number() {
    return number;
  }

  /** The answer, if it is there and still true. */
  Optional<Looked> valid() {
    return isOutdated() ? Optional.empty() : now();
  }

  private boolean isOutdated() {
    return outdated || (!told.getAsBoolean() && System.nanoTime() - begun > TRUE_NANOS);
  }

  boolean isOnItsWay() {
    return !answer.isDone();
  }

  /** The answer, if it is there, however old. */
  Optional<Looked> now() {
    return answer.isDone() && !answer.isCompletedExceptionally()
        ? Optional.of(answer.join())
        : Optional.empty();
  }

  Looked await(long millis) throws TimeoutException, ExecutionException, InterruptedException {
    return answer.get(millis, TimeUnit.MILLISECONDS);
  }

  /** Told the answer when it comes later. */
  void late(Consumer<Looked> listener) {
    answer.thenAccept(listener);
  }
}
