package io.ringcard.card;

import io.ringcard.calllog.CallView;
import io.ringcard.calllog.CallViews;
import io.ringcard.card.TimelineFilter.Cursor;
import io.ringcard.client.ClientMerge;
import io.ringcard.client.ClientMerges;
import io.ringcard.client.Clients;
import io.ringcard.client.Note;
import io.ringcard.client.Notes;
import io.ringcard.kernel.Ref;
import io.ringcard.planning.Plan;
import io.ringcard.planning.Plans;
import io.ringcard.store.Db;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that happened with one client, newest first, and what lies ahead. */
public final class Timeline {

  private final Db db;
  private final CallViews calls;
  private final Clients clients;
  private final Notes notes;
  private final Plans plans;
  private final ClientMerges merges;
  private final TimelineSql sql = new TimelineSql();

  public Timeline(
      Db db, CallViews calls, Clients clients, Notes notes, Plans plans, ClientMerges merges) {
    this.db = db;
    this.calls = calls;
    this.clients = clients;
    this.notes = notes;
    this.plans = plans;
    this.merges = merges;
  }

  /**
   * One thing that happened; of the next five exactly the one that {@code kind} says is there.
   *
   * @param kind {@code call}, {@code note}, {@code plan}, {@code deal} (came to a step), {@code
   *     merged} (another card went into this one) or {@code created} (the card itself)
   * @param by who made the card, when that is known
   */
  record Item(
      Instant at,
      String kind,
      @Nullable CallView call,
      @Nullable Note note,
      @Nullable Plan plan,
      @Nullable TimelineStep step,
      @Nullable ClientMerge merge,
      @Nullable Ref by) {}

  /**
   * A page.
   *
   * @param ahead contacts that are planned, earliest first, whatever the page
   * @param counts how many there are of each kind, those ahead included
   */
  record Page(
      List<Item> items, List<Plan> ahead, Map<String, Long> counts, @Nullable String next) {}

  /** Fails when there is no such client. */
  Page page(TimelineFilter filter) {
    return pageOf(filter.of(Long.parseLong(clients.get(filter.clientId()).id())));
  }

  private Page pageOf(TimelineFilter filter) {
    var found = sql.page(db, filter, filter.limit() + 1);
    var more = found.size() > filter.limit();
    var shown = more ? found.subList(0, filter.limit()) : found;
    return new Page(
        new Reader(shown).items(),
        plans.aheadOf(db, filter.clientId()),
        sql.counts(db, filter.clientId()),
        more ? shown.getLast().text() : null);
  }

  /** Reads what stands at some places: one question to each room. */
  private final class Reader {

    private final List<Cursor> places;
    private final Map<Long, CallView> calls;
    private final Map<Long, Note> notes;
    private final Map<Long, Plan> plans;
    private final Map<Long, TimelineStep> steps;
    private final Map<Long, ClientMerge> merges;

    Reader(List<Cursor> places) {
      this.places = places;
      calls = byId(Timeline.this.calls.list(ids("call")), CallView::id);
      notes = byId(Timeline.this.notes.byIds(ids("note")), Note::id);
      plans = byId(Timeline.this.plans.list(db, ids("plan")), Plan::id);
      steps = sql.steps(db, ids("deal"));
      merges = byId(Timeline.this.merges.byIds(ids("merged")), ClientMerge::id);
    }

    List<Item> items() {
      return places.stream().map(this::item).filter(Objects::nonNull).toList();
    }

    /** Null for what has gone between the two readings. */
    private @Nullable Item item(Cursor place) {
      var call = of("call", place, calls);
      var note = of("note", place, notes);
      var plan = of("plan", place, plans);
      var step = of("deal", place, steps);
      var merge = of("merged", place, merges);
      var isCard = place.kind().equals("created");
      var isSomething = Stream.of(call, note, plan, step, merge).anyMatch(Objects::nonNull);
      if (!isSomething && !isCard) {
        return null;
      }
      var by = isCard ? sql.creator(db, place.id()) : null;
      return new Item(place.at(), place.kind(), call, note, plan, step, merge, by);
    }

    private static <T> @Nullable T of(String kind, Cursor place, Map<Long, T> things) {
      return place.kind().equals(kind) ? things.get(place.id()) : null;
    }

    private List<Long> ids(String kind) {
      return places.stream().filter(place -> place.kind().equals(kind)).map(Cursor::id).toList();
    }

    private static <T> Map<Long, T> byId(List<T> things, Function<T, String> id) {
      return things.stream()
          .collect(Collectors.toMap(thing -> Long.valueOf(id.apply(thing)), Function.identity()));
    }
  }
}
