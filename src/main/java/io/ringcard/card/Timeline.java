package io.ringcard.card;

import io.ringcard.calllog.CallView;
import io.ringcard.calllog.CallViews;
import io.ringcard.client.Clients;
import io.ringcard.client.Note;
import io.ringcard.client.Notes;
import io.ringcard.pipeline.Deal;
import io.ringcard.pipeline.Deals;
import io.ringcard.planning.Plan;
import io.ringcard.planning.Plans;
import io.ringcard.store.Db;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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

  /** One thing that happened; exactly one of the last four is there, as {@code kind} says. */
  public record Item(
      Instant at,
      String kind,
      @Nullable CallView call,
      @Nullable Note note,
      @Nullable Deal deal,
      @Nullable Plan plan) {}

  /** Fails when there is no such client. */
  List<Item> of(long clientId) {
    clients.get(clientId);
    return Stream.of(
            calls.ofClient(clientId, CALLS).stream()
                .map(call -> new Item(call.startedAt(), "call", call, null, null, null)),
            notes.list(clientId).stream()
                .map(note -> new Item(note.at(), "note", null, note, null, null)),
            deals.of(db, clientId).stream()
                .map(deal -> new Item(deal.createdAt(), "deal", null, null, deal, null)),
            plans.of(db, clientId).stream()
                .map(plan -> new Item(plan.at(), "plan", null, null, null, plan)))
        .flatMap(items -> items)
        .sorted(Comparator.comparing(Item::at).reversed())
        .toList();
  }
}
