package io.ringcard.numbering;

import io.ringcard.client.ClientRef;
import io.ringcard.client.Matches;
import io.ringcard.numbering.NumberTrialSql.Tried;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules tried on the last calls of an exchange, with nothing changed by it. */
final class NumberTrial {

  private static final int CALLS = 1_000;

  private final Db db;
  private final Matches matches;
  private final LongFunction<String> regions;
  private final NumberTrialSql sql = new NumberTrialSql();

  /**
   * @param regions the country of an exchange by its id
   */
  NumberTrial(Db db, Matches matches, LongFunction<String> regions) {
    this.db = db;
    this.matches = matches;
    this.regions = regions;
  }

  /**
   * The contract's {@code TriedCall}.
   *
   * @param would the number that it would have; null when it would be a withheld one
   * @param owners how many clients have that number
   * @param stays a person has said whose call it is, so no number decides that
   */
  record Item(
      String call,
      Instant at,
      String direction,
      String signalled,
      @Nullable String number,
      @Nullable ClientRef client,
      @Nullable String would,
      @Nullable ClientRef wouldClient,
      int owners,
      boolean stays) {

    boolean isChanged() {
      return !Objects.equals(number, would);
    }
  }

  /** The contract's {@code NumberTrial}; newest first. */
  record Answer(
      List<Item> items, long changed, long matched, long unmatched, long moved, long several) {

    static Answer of(List<Item> items) {
      return new Answer(
          items,
          items.stream().filter(Item::isChanged).count(),
          items.stream().filter(one -> one.client() == null && one.wouldClient() != null).count(),
          items.stream().filter(one -> one.client() != null && one.wouldClient() == null).count(),
          items.stream()
              .filter(one -> one.client() != null && one.wouldClient() != null)
              .filter(one -> !Objects.equals(one.client(), one.wouldClient()))
              .count(),
          items.stream().filter(one -> one.owners() > 1).count());
    }
  }

  Answer of(long pbxId, JsonArray tried) {
    var rules = NumberRules.of(tried, "rules");
    var region = regions.apply(pbxId);
    var calls = sql.last(db, pbxId, CALLS);
    var numbers =
        calls.stream()
            .map(call -> rules.read(call.signalled(), region).number())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    var found = new Found(numbers);
    return Answer.of(
        calls.stream()
            .map(call -> found.item(call, rules.read(call.signalled(), region).number()))
            .toList());
  }

  /** Whose these numbers are. */
  private final class Found {

    private final Map<String, Long> best;
    private final Map<String, Integer> owners;
    private final Map<Long, ClientRef> clients;

    Found(Set<String> numbers) {
      best = matches.best(db, numbers);
      owners = sql.owners(db, numbers);
      clients = sql.clients(db, Set.copyOf(best.values()));
    }

    Item item(Tried call, @Nullable String would) {
      var same = Objects.equals(call.number(), would);
      var id = would == null ? null : best.get(would);
      var guessed = id == null ? null : clients.get(id);
      return new Item(
          call.id(),
          call.at(),
          call.direction(),
          call.signalled(),
          call.number(),
          call.client(),
          would,
          same || call.stays() ? call.client() : guessed,
          would == null ? 0 : owners.getOrDefault(would, 0),
          call.stays());
    }
  }
}
