package io.ringcard.client;

import io.ringcard.kernel.Label;
import io.ringcard.kernel.NumberOrigin;
import io.ringcard.kernel.PhoneNumber;
import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of a number before anybody has written it down. */
public final class Numbers {

  private final Db db;
  private final String region;
  private final Set<String> ownNumbers;
  private final NumbersSql sql = new NumbersSql();

  /**
   * @param region whose national forms people write, ISO 3166
   * @param ownNumbers numbers of the house as stored
   */
  public Numbers(Db db, String region, Set<String> ownNumbers) {
    this.db = db;
    this.region = region;
    this.ownNumbers = ownNumbers;
  }

  /**
   * The contract's {@code NumberFacts}.
   *
   * @param number as stored
   * @param own a number of the house itself, which no client has
   * @param clients who has it, at most ten
   */
  public record Facts(
      String number,
      @Nullable Label place,
      @Nullable Label carrier,
      @Nullable String zone,
      boolean own,
      List<ClientRef> clients) {}

  Facts facts(String written) {
    var number =
        PhoneNumber.parse(written, region)
            .orElseThrow(() -> new Problem.Invalid("number", "number").asException());
    var origin = NumberOrigin.of(number, region);
    return new Facts(
        number.text(),
        origin.place(),
        origin.carrier(),
        origin.zone(),
        ownNumbers.contains(number.text()),
        sql.owners(db, number.text()));
  }
}
