package io.ringcard.card;

import io.ringcard.calllog.CallRow;
import io.ringcard.calllog.CallView;
import io.ringcard.calllog.CallViews;
import io.ringcard.client.Client;
import io.ringcard.client.Clients;
import io.ringcard.client.Match;
import io.ringcard.client.Matches;
import io.ringcard.client.Notes;
import io.ringcard.kernel.Ref;
import io.ringcard.pipeline.Deals;
import io.ringcard.planning.Plans;
import io.ringcard.store.Db;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Gathers what stands on a card from the rooms that know it. */
public final class CardFace {

  private static final int NOTES = 5;

  private final Db db;
  private final CallViews calls;
  private final Clients clients;
  private final Matches matches;
  private final Notes notes;
  private final Deals deals;
  private final Plans plans;

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

  /** The card of a call for one person; empty when the call's row has gone. */
  Optional<Card> of(CallRow row, CardPhase phase, long userId) {
    return calls.find(row.id()).map(view -> card(row, view, phase, userId));
  }

  private Card card(CallRow row, CallView view, CardPhase phase, long userId) {
    var known = row.number() == null ? List.<Match>of() : matches.list(db, row.number(), userId);
    var client = Optional.ofNullable(row.clientId()).flatMap(id -> clients.find(db, id));
    var id = client.map(Client::id).orElse("");
    return new Card(
        view.id(),
        phase.slug(),
        since(row, phase, userId),
        view,
        client.orElse(null),
        known.stream().filter(match -> match.client().id().equals(id)).findFirst().orElse(null),
        known.stream().filter(match -> !match.client().id().equals(id)).toList(),
        list(row, clientId -> deals.openOf(db, clientId)),
        Optional.ofNullable(row.clientId())
            .flatMap(known1 -> calls.lastTalk(known1, row.id()))
            .orElse(null),
        Optional.ofNullable(row.clientId())
            .flatMap(client1 -> plans.nextOf(db, client1))
            .orElse(null),
        list(row, clientId -> notes.list(clientId, NOTES)),
        takenBy(view, userId).orElse(null));
  }

  private static <T> List<T> list(CallRow row, java.util.function.LongFunction<List<T>> of) {
    var client = row.clientId();
    return client == null ? List.of() : of.apply(client);
  }

  /** A colleague who talks, or else one who talked. */
  static Optional<Ref> takenBy(CallView view, long userId) {
    var self = Long.toString(userId);
    return Stream.of("talking", "answered")
        .flatMap(result -> view.operators().stream().filter(part -> part.result().equals(result)))
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
      case WRITEUP -> Optional.ofNullable(row.endedAt()).orElse(row.startedAt());
    };
  }
}
