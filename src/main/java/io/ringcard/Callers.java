package io.ringcard;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.ringcard.calllog.CallerLookup;
import io.ringcard.client.Matches;
import io.ringcard.exchange.Exchange;
import io.ringcard.exchange.ExchangeBook;
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
  private final ExchangeBook exchanges;
  private final Matches matches;
  private final Extensions extensions;

  /** Each call's number is asked for at each of its changes. */
  private final LoadingCache<Signalled, Optional<String>> numbers =
      Caffeine.newBuilder().maximumSize(LATEST).build(Callers::parse);

  private record Signalled(String number, String region) {}

  /**
   * @param region of the house, for an exchange that is not known
   */
  Callers(String region, ExchangeBook exchanges, Matches matches, Extensions extensions) {
    this.region = region;
    this.exchanges = exchanges;
    this.matches = matches;
    this.extensions = extensions;
  }

  @Override
  public Optional<String> normalised(long pbxId, String signalled) {
    var here = exchanges.find(pbxId).map(Exchange::region).orElse(region);
    return numbers.get(new Signalled(signalled, here));
  }

  private static Optional<String> parse(Signalled signalled) {
    return PhoneNumber.parse(signalled.number(), signalled.region()).map(PhoneNumber::text);
  }

  @Override
  public Map<String, Long> clientsOf(Db transaction, Set<String> numbers) {
    return matches.best(transaction, numbers);
  }

  @Override
  public Optional<Long> userAt(long pbxId, String extension, Instant at) {
    return extensions.userAt(pbxId, extension, at);
  }

  @Override
  public Optional<String> pbxName(long pbxId) {
    return exchanges.find(pbxId).map(Exchange::name);
  }

  @Override
  public boolean knowsWhoSatAt(long pbxId, String extension) {
    return extensions.isKnown(pbxId, extension);
  }

  @Override
  public Optional<String> nameOf(long userId) {
    return extensions.nameOf(userId);
  }
}
