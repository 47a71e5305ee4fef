package io.ringcard;

import io.ringcard.calllog.CallerLookup;
import io.ringcard.client.Matches;
import io.ringcard.exchange.Exchange;
import io.ringcard.exchange.ExchangeBook;
import io.ringcard.numbering.StoredNumberRules;
import io.ringcard.staff.Extensions;
import io.ringcard.store.Db;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the call log asks of the rooms that know people. */
final class Callers implements CallerLookup {

  private final String region;
  private final ExchangeBook exchanges;
  private final StoredNumberRules rules;
  private final Matches matches;
  private final Extensions extensions;

  /**
   * @param region of the house, for an exchange that is not known
   */
  Callers(
      String region,
      ExchangeBook exchanges,
      StoredNumberRules rules,
      Matches matches,
      Extensions extensions) {
    this.region = region;
    this.exchanges = exchanges;
    this.rules = rules;
    this.matches = matches;
    this.extensions = extensions;
  }

  @Override
  public Optional<String> number(long pbxId, String signalled) {
    var here = exchanges.find(pbxId).map(Exchange::region).orElse(region);
    return Optional.ofNullable(rules.read(pbxId, signalled, here).number());
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
  public boolean knowsWhoSatAt(String extension) {
    return extensions.isKnown(extension);
  }

  @Override
  public Optional<String> nameOf(long userId) {
    return extensions.nameOf(userId);
  }
}
