package io.ringcard.client;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.ringcard.kernel.Ref;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The clients who have a number, whoever asks. For one who asks, those come first who have an open
 * deal and spoke with the asker, then those who spoke, then those with a deal; among equals the
 * order is as it is for nobody in particular.
 *
 * @param all in the order for nobody in particular
 */
public record Bearers(List<Bearer> all) {

  public static final Bearers NOBODY = new Bearers(List.of());

  private static final int SHOWN = 20;

  /**
   * One client.
   *
   * @param deal its newest open deal
   * @param talks by person, when the two spoke last
   */
  record Bearer(ClientRef client, @Nullable Ref deal, Map<Long, Instant> talks) {

    Match of(long userId) {
      var spoke = talks.get(userId);
      var reason = deal != null ? "deal" : spoke != null ? "spoke" : "number";
      return new Match(client, reason, deal, spoke);
    }
  }

  private static final Comparator<Match> BEST_FIRST =
      comparingInt(Bearers::reasons)
          .thenComparing(Match::at, nullsFirst(naturalOrder()))
          .reversed();

  public Bearers {
    all = List.copyOf(all);
  }

  /** Whom the number may be for this person, best first. */
  public List<Match> of(long userId) {
    return all.stream().map(bearer -> bearer.of(userId)).sorted(BEST_FIRST).limit(SHOWN).toList();
  }

  /** Whom it is filed under. */
  public Optional<Long> best() {
    return all.stream().findFirst().map(bearer -> Long.valueOf(bearer.client().id()));
  }

  /** Whether this client is one of them. */
  public boolean isOneOf(String clientId) {
    return all.stream().anyMatch(bearer -> bearer.client().id().equals(clientId));
  }

  private static int reasons(Match match) {
    return (match.deal() == null ? 0 : 1) + (match.at() == null ? 0 : 1);
  }
}
