package io.ringcard.staff;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.ringcard.kernel.Problem;
import io.ringcard.staff.ExtensionsSql.Assignment;
import io.ringcard.store.Db;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who sat at which phone at a moment. Asked for each leg of each call while it rings, so answers
 * are remembered and asked for anew behind the asker's back when they are some seconds old; while
 * the database is away, they hold. Changes made here are seen at once.
 */
public final class Extensions {

  private static final Duration REMEMBERED = Duration.ofSeconds(10);

  private final Db db;
  private final ExtensionsSql sql = new ExtensionsSql();
  private final Map<Long, String> names = new ConcurrentHashMap<>();
  private final LoadingCache<String, List<Assignment>> histories =
      Caffeine.newBuilder()
          .maximumSize(10_000)
          .refreshAfterWrite(REMEMBERED)
          .executor(Thread::startVirtualThread)
          .build(this::history);
  private final Cache<Long, Optional<Phone>> current =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REMEMBERED).build();

  public Extensions(Db db) {
    this.db = db;
  }

  /** The person at that extension of that exchange at that moment, if there was one. */
  public Optional<Long> userAt(@Nullable Long pbxId, String extension, Instant at) {
    return histories.get(extension).stream()
        .filter(assignment -> assignment.isOf(pbxId) && assignment.covers(at))
        .map(Assignment::userId)
        .findFirst();
  }

  /** Whether {@link #userAt} answers without asking the database. */
  public boolean isKnown(String extension) {
    return histories.getIfPresent(extension) != null;
  }

  private List<Assignment> history(String extension) {
    var history = sql.history(db, extension);
    history.forEach(assignment -> names.put(assignment.userId(), assignment.name()));
    return history;
  }

  /** The name of somebody who was met at a phone. */
  public Optional<String> nameOf(long userId) {
    return Optional.ofNullable(names.get(userId));
  }

  /** The phone that a person sits at now. */
  public Optional<Phone> phoneOf(long userId) {
    return current.get(userId, key -> sql.ofUser(db, key));
  }

  /**
   * From then on this person sits there and leaves the former place. A phone that somebody else
   * holds now is a conflict ({@code taken}) that tells who ({@code by}). Call {@link #forget} once
   * the transaction is through.
   */
  public void assign(Db transaction, Phone phone, long userId, Instant since) {
    var holder = sql.holder(transaction, phone);
    if (holder.isPresent()) {
      throw new Problem.Conflict("extension", "taken", Map.of("by", holder.get())).asException();
    }
    leave(transaction, userId, since);
    sql.assign(transaction, phone, userId, since);
  }

  /** The same in a house of one exchange. */
  public void assign(Db transaction, String extension, long userId, Instant since) {
    assign(transaction, new Phone(null, extension), userId, since);
  }

  /** From then on this person has no phone. */
  void leave(Db transaction, long userId, Instant at) {
    sql.end(transaction, userId, at);
  }

  public void forget() {
    histories.invalidateAll();
    current.invalidateAll();
  }
}
