package io.ringcard.client;

import io.ringcard.store.Db;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells who is on the line. Best first: an open deal, the number alone; among equals the latest.
 * The house's own numbers are nobody.
 */
public final class Matches {

  private static final int LOCAL = 7;

  private final Set<String> ownNumbers;
  private final MatchesSql sql = new MatchesSql();

  /**
   * @param ownNumbers as stored, see {@link io.ringcard.kernel.PhoneNumber}
   */
  public Matches(Set<String> ownNumbers) {
    this.ownNumbers = ownNumbers;
  }

  /**
   * @param number as stored; one of seven digits without area fits each number that ends so
   * @param callId the call that is asked about: its own talk is no reason
   */
  public Bearers bearers(Db db, String number, long callId) {
    return isOwn(number)
        ? Bearers.NOBODY
        : new Bearers(sql.bearers(db, number, tail(number), callId));
  }

  /** Whether it is a number of the house. */
  public boolean isOwn(String number) {
    return ownNumbers.contains(number);
  }

  /** The client that a call of each number is filed under; numbers of nobody are left out. */
  public Map<String, Long> best(Db db, Set<String> numbers) {
    var foreign = numbers.stream().filter(number -> !isOwn(number)).toList();
    var tails = new @Nullable String[foreign.size()];
    Arrays.setAll(tails, i -> tail(foreign.get(i)));
    return sql.best(db, foreign.toArray(String[]::new), tails);
  }

  /** Of a number that lacks its area, reversed; null for a whole one. */
  private static @Nullable String tail(String number) {
    var local = number.length() == LOCAL && !number.startsWith("+");
    return local ? new StringBuilder(number).reverse().toString() : null;
  }
}
