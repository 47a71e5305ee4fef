package io.ringcard.testkit;

import io.ringcard.calllog.CallerLookup;
import io.ringcard.store.Db;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Numbers stay as signalled; nobody is a client, nobody sits anywhere, unless a test says so. */
public class Strangers implements CallerLookup {

  @Override
  public Optional<String> number(long pbxId, String signalled) {
    return Optional.of(signalled);
  }

  @Override
  public Map<String, Long> clientsOf(Db transaction, Set<String> numbers) {
    return Map.of();
  }

  @Override
  public Optional<Long> userAt(long pbxId, String extension, Instant at) {
    return Optional.empty();
  }
}
