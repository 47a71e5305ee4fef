package io.ringcard.card;

import io.ringcard.calllog.CallView;
import io.ringcard.calllog.CallViews;
import io.ringcard.client.Clients;
import io.ringcard.client.Note;
import io.ringcard.client.Notes;
import io.ringcard.pipeline.Deal;
import io.ringcard.pipeline.Deals;
import io.ringcard.pipeline.Stay;
import io.ringcard.planning.Plan;
import io.ringcard.planning.Plans;
import io.ringcard.store.Db;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that happened with one client, newest first. */
public final class Timeline {

  private static final int CALLS = 200;

  private final Db db;
  private final CallViews calls;
  private final Clients clients;
  private final Notes notes;
  private final Deals deals;
  private final Plans plans;

  public Timeline(Db db, CallViews calls, Clients clients, Notes notes, Deals deals, Plans plans) {
    this.db = db;
    this.calls = calls;
    this.clients = clients;
    this.notes = notes;
    this.deals = deals;
    this.plans = plans;
  }

  /**
   * One thing that happened; exactly one of call, note, deal and plan is there, as {@code kind}
   * says.
   *
   * @param stay where the deal came to
   */
  public record Item(
      Instant at,
      String kind,
      @Nullable CallView call,
      @Nullable Note note,
      @Nullable Deal deal,
      @Nullable Stay stay,
      @Nullable Plan plan) {}

  /** Fails when there is no such client. */
  List<Item> of(long clientId) {
    clients.get(clientId);
    return Stream.of(
            calls.ofClient(clientId, CALLS).stream()
                .map(call -> new Item(call.startedAt(), "call", call, null, null, null, null)),
            notes.list(clientId).stream()
                .map(note -> new Item(note.at(), "note", null, note, null, null, null)),
            moves(clientId),
            plans.of(db, clientId).stream()
                .map(plan -> new Item(plan.at(), "plan", null, null, null, null, plan)))
        .flatMap(items -> items)
        .sorted(Comparator.comparing(Item::at).reversed())
        .toList();
  }

  private Stream<Item> moves(long clientId) {
    var known =
        deals.of(db, clientId).stream().collect(Collectors.toMap(Deal::id, Function.identity()));
    return deals.staysOf(db, clientId).stream()
        .filter(stay -> known.containsKey(stay.deal()))
        .map(stay -> new Item(stay.at(), "deal", null, null, known.get(stay.deal()), stay, null));
  }
}
