package io.ringcard.card;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ringcard.calllog.CallRow;
import io.ringcard.calllog.CallView;
import io.ringcard.calllog.CallViews;
import io.ringcard.client.Bearers;
import io.ringcard.client.Client;
import io.ringcard.client.Clients;
import io.ringcard.client.Match;
import io.ringcard.client.Matches;
import io.ringcard.client.Note;
import io.ringcard.client.Notes;
import io.ringcard.kernel.Ref;
import io.ringcard.pipeline.Deal;
import io.ringcard.pipeline.Deals;
import io.ringcard.planning.Plan;
import io.ringcard.planning.Plans;
import io.ringcard.store.Db;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what stands on a card from the rooms that know it; what does not depend on one another is
 * asked at the same time. Of the latest callers it is remembered, for when the database is away.
 */
public final class CardFace {

  private static final int NOTES = 5;
  private static final int REMEMBERED = 2_000;
  private static final Duration REMEMBERED_FOR = Duration.ofDays(1);

  private final Db db;
  private final CallViews calls;
  private final Clients clients;
  private final Matches matches;
  private final Notes notes;
  private final Deals deals;
  private final Plans plans;
  private final Cache<String, Looked> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(REMEMBERED_FOR).build();

  /**
   * @param db on which somebody waits; the rooms should ask there too
   */
  public CardFace(
      Db db,
      CallViews calls,
      Clients clients,
      Matches matches,
      Notes notes,
      Deals deals,
      Plans plans) {
    this.db = db;
    this.calls = calls;
    this.clients = clients;
    this.matches = matches;
    this.notes = notes;
    this.deals = deals;
    this.plans = plans;
  }

  /**
   * What the house knows of a caller.
   *
   * @param bearers whom the number may be
   * @param json what of it stands on every card, see {@link CardJson}
   */
  record Looked(
      @Nullable Client client,
      List<Deal> deals,
      @Nullable CallView last,
      @Nullable Plan next,
      List<Note> notes,
      Bearers bearers,
      String json) {

    static final Looked NOTHING =
        new Looked(null, List.of(), null, null, List.of(), Bearers.NOBODY, "").written();

    private Looked written() {
      return new Looked(client, deals, last, next, notes, bearers, CardJson.face(this));
    }

    Looked with(Bearers found) {
      return new Looked(client, deals, last, next, notes, found, json);
    }

    boolean isOf(@Nullable Long clientId) {
      return Objects.equals(
          clientId == null ? null : clientId.toString(), client == null ? null : client.id());
    }
  }

  /** Whoever the number belongs to. */
  Looked look(@Nullable String number, long callId) {
    var bearers = bearers(number, callId);
    return remember(number, of(bearers.best(), callId).with(bearers));
  }

  /** The client under whom the call is filed. */
  Looked lookFiled(CallRow row) {
    var bearers = Questions.ask(() -> bearers(row.number(), row.id()));
    var looked = of(Optional.ofNullable(row.clientId()), row.id());
    return remember(row.number(), looked.with(bearers.get()));
  }

  private Bearers bearers(@Nullable String number, long callId) {
    return number == null ? Bearers.NOBODY : matches.bearers(db, number, callId);
  }

  private Looked remember(@Nullable String number, Looked looked) {
    if (number != null) {
      remembered.put(number, looked);
    }
    return looked;
  }

  private Looked of(Optional<Long> known, long callId) {
    if (known.isEmpty()) {
      return Looked.NOTHING;
    }
    long clientId = known.get();
    var deal = Questions.ask(() -> deals.openOf(db, clientId));
    var last = Questions.ask(() -> calls.lastTalk(clientId, callId));
    var next = Questions.ask(() -> plans.nextOf(db, clientId));
    var written = Questions.ask(() -> notes.list(clientId, NOTES));
    var client = clients.find(db, clientId);
    return new Looked(
            client.orElse(null),
            deal.get(),
            last.get().orElse(null),
            next.get().orElse(null),
            written.get(),
            Bearers.NOBODY,
            "")
        .written();
  }

  /** What was known of that number last. */
  Looked remembered(@Nullable String number) {
    var looked = number == null ? null : remembered.getIfPresent(number);
    return looked == null ? Looked.NOTHING : looked;
  }

  /** The card for one person. */
  Card of(CallRow row, CallView view, Looked looked, CardPhase phase, long userId) {
    var number = row.number();
    var client = looked.client();
    var known = looked.bearers().of(userId);
    return new Card(
        view.id(),
        phase.slug(),
        since(row, phase, userId),
        view,
        client,
        number != null && matches.isOwn(number),
        known.stream().filter(match -> isOf(match, client)).findFirst().orElse(null),
        known.stream().filter(match -> !isOf(match, client)).toList(),
        looked.deals(),
        looked.last(),
        looked.next(),
        heldBy(row).orElse(null),
        looked.notes(),
        looked.json());
  }

  private static boolean isOf(Match match, @Nullable Client client) {
    return client != null && match.client().id().equals(client.id());
  }

  /** The planned contact that the talk closed by itself; nothing before the call ends. */
  Optional<Plan> heldBy(CallRow row) {
    return row.open() ? Optional.empty() : plans.heldBy(db, row.id());
  }

  /**
   * A colleague who talks, or else one who has picked up and is about to, or else one who talked:
   * the others' phones stop before the two are connected. From whoever talked themselves nobody who
   * is through has taken it.
   */
  static Optional<Ref> takenBy(CallView view, long userId) {
    var self = Long.toString(userId);
    Predicate<CallView.Operator> talks = part -> part.result().equals("talking");
    Predicate<CallView.Operator> up =
        part -> part.result().equals("ringing") && part.ringSeconds() != null;
    Predicate<CallView.Operator> talked = part -> part.result().equals("answered");
    var shared = view.operators().stream().filter(talked).anyMatch(part -> self.equals(part.id()));
    return (shared ? Stream.of(talks, up) : Stream.of(talks, up, talked))
        .flatMap(took -> view.operators().stream().filter(took))
        .filter(part -> part.id() != null && !part.id().equals(self))
        .map(part -> new Ref(String.valueOf(part.id()), String.valueOf(part.name())))
        .findFirst();
  }

  private static Instant since(CallRow row, CardPhase phase, long userId) {
    var part = row.participant(userId);
    return switch (phase) {
      case RINGING -> part.map(CallRow.Participant::ringStartedAt).orElse(row.startedAt());
      case TALKING ->
          part.map(CallRow.Participant::answeredAt)
              .or(() -> Optional.ofNullable(row.answeredAt()))
              .orElse(row.startedAt());
      case WRITEUP ->
          ownEnd(row, userId).or(() -> Optional.ofNullable(row.endedAt())).orElse(row.startedAt());
    };
  }

  /** Of this person's last talk; others may have gone on. */
  private static Optional<Instant> ownEnd(CallRow row, long userId) {
    return row.participants().stream()
        .filter(part -> part.userId() != null && part.userId() == userId)
        .filter(part -> part.answeredAt() != null && part.endedAt() != null)
        .map(part -> part.endedAt())
        .max(Comparator.naturalOrder());
  }
}
