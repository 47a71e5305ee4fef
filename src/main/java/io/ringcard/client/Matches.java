package io.ringcard.client;

import io.ringcard.store.Db;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells who is on the line. Best first: an open deal and a talk with the asker, a talk, an open
 * deal, the number alone; among equals the latest. The house's own numbers are nobody.
 */
public final class Matches {

  private static final int LOCAL = 7;

  private final Set<String> ownNumbers;
  private final MatchesSql sql = new MatchesSql();

  /**
   * @param ownNumbers as stored, see {@link io.ringcard.kernel.PhoneNumber}
   */
  public Matches(Set<String> ownNumbers) {
    this.ownNumbers = Set.copyOf(ownNumbers);
  }

  /**
   * @param number as stored; one of seven digits without area fits each number that ends so
   * @param userId who asks; null when nobody in particular does
   */
  public List<Match> list(Db db, String number, @Nullable Long userId) {
    if (ownNumbers.contains(number)) {
      return List.of();
    }
    var local = number.length() == LOCAL && !number.startsWith("+");
    var tail = local ? new StringBuilder(number).reverse() + "%" : null;
    return sql.matches(db, number, tail, userId);
  }

  /** The client that a call of this number is filed under. */
  public Optional<Long> best(Db db, String number) {
    return list(db, number, null).stream()
        .findFirst()
        .map(match -> Long.valueOf(match.client().id()));
  }
}
