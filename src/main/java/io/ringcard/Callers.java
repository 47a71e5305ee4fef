package io.ringcard;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.ringcard.calllog.CallerLookup;
import io.ringcard.client.Matches;
import io.ringcard.kernel.PhoneNumber;
import io.ringcard.staff.Extensions;
import io.ringcard.store.Db;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the call log asks of the rooms that know people. */
final class Callers implements CallerLookup {

  private static final int LATEST = 10_000;

  private final String region;
  private final Matches matches;
  private final Extensions extensions;

  /** Each call's number is asked for at each of its changes. */
  private final LoadingCache<String, Optional<String>> numbers =
      Caffeine.newBuilder().maximumSize(LATEST).build(this::parse);

  Callers(Settings settings, Matches matches, Extensions extensions) {
    this.region = settings.pbx().profile().region();
    this.matches = matches;
    this.extensions = extensions;
  }

  @Override
  public Optional<String> normalised(String signalled) {
    return numbers.get(signalled);
  }

  private Optional<String> parse(String signalled) {
    return PhoneNumber.parse(signalled, region).map(PhoneNumber::text);
  }

  @Override
  public Map<String, Long> clientsOf(Db transaction, Set<String> numbers) {
    return matches.best(transaction, numbers);
  }

  @Override
  public Optional<Long> userAt(String extension, Instant at) {
    return extensions.userAt(extension, at);
  }

  @Override
  public boolean knowsWhoSatAt(String extension) {
    return extensions.isKnown(extension);
  }

  @Override
  public Optional<String> nameOf(long userId) {
    return extensions.nameOf(userId);
  }
}
