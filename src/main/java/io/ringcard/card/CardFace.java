package io.ringcard.card;

import io.ringcard.calllog.CallRow;
import io.ringcard.calllog.CallView;
import io.ringcard.calllog.CallViews;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  /** What stands on everybody's card of a call. */
  record Common(
      CallRow row,
      CallView view,
      Optional<Client> client,
      List<Deal> deals,
      @Nullable CallView last,
      @Nullable Plan next,
      @Nullable Plan held,
      List<Note> notes) {}

  Common common(CallRow row, CallView view) {
    var client = Optional.ofNullable(row.clientId());
    return new Common(
        row,
        view,
        client.flatMap(id -> clients.find(db, id)),
        client.map(id -> deals.openOf(db, id)).orElse(List.of()),
        client.flatMap(id -> calls.lastTalk(id, row.id())).orElse(null),
        client.flatMap(id -> plans.nextOf(db, id)).orElse(null),
        heldBy(row).orElse(null),
        client.map(id -> notes.list(id, NOTES)).orElse(List.of()));
  }

  /** The card for one person. */
  Card of(Common common, CardPhase phase, long userId) {
    var row = common.row();
    var number = row.number();
    var known = number == null ? List.<Match>of() : matches.list(db, number, userId);
    return new Card(
        common.view().id(),
        phase.slug(),
        since(row, phase, userId),
        common.view(),
        common.client().orElse(null),
        number != null && matches.isOwn(number),
        known.stream().filter(match -> isOf(match, row.clientId())).findFirst().orElse(null),
        known.stream().filter(match -> !isOf(match, row.clientId())).toList(),
        common.deals(),
        common.last(),
        common.next(),
        common.held(),
        common.notes());
  }

  private static boolean isOf(Match match, @Nullable Long clientId) {
    return match.client().id().equals(String.valueOf(clientId));
  }

  /** The planned contact that the talk closed by itself; nothing before the call ends. */
  Optional<Plan> heldBy(CallRow row) {
    return row.open() ? Optional.empty() : plans.heldBy(db, row.id());
  }

  /**
   * A colleague who talks, or else one who has picked up and is about to, or else one who talked.
   * The others' phones stop before the two are connected.
   */
  static Optional<Ref> takenBy(CallView view, long userId) {
    var self = Long.toString(userId);
    Predicate<CallView.Operator> talks = part -> part.result().equals("talking");
    Predicate<CallView.Operator> up =
        part -> part.result().equals("ringing") && part.ringSeconds() != null;
    Predicate<CallView.Operator> talked = part -> part.result().equals("answered");
    return Stream.of(talks, up, talked)
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
      case WRITEUP -> Optional.ofNullable(row.endedAt()).orElse(row.startedAt());
    };
  }
}
