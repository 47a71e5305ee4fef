package io.ringcard.missed;

import io.ringcard.calllog.CallFilter.Cursor;
import io.ringcard.calllog.CallView;
import io.ringcard.calllog.CallViews;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.missed.DeskFilter.Scope;
import io.ringcard.missed.DeskSql.Person;
import io.ringcard.store.Db;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The desk as people read it. */
final class Desk {

  private final Db db;
  private final CallViews calls;
  private final Supplier<MissedRules> rules;
  private final ZoneId zone;
  private final Clock clock;
  private final Duration freshness;
  private final DeskSql sql = new DeskSql();
  private final FiguresSql figures = new FiguresSql();
  private final LineViews views = new LineViews();
  private @Nullable Read last;

  /**
   * @param zone whose days the counts are of
   * @param freshness how long what was read serves everybody who asks: pages wait longer after a
   *     call before they ask
   */
  Desk(
      Db db,
      CallViews calls,
      Supplier<MissedRules> rules,
      ZoneId zone,
      Clock clock,
      Duration freshness) {
    this.db = db;
    this.calls = calls;
    this.rules = rules;
    this.zone = zone;
    this.clock = clock;
    this.freshness = freshness;
  }

  /** A page: its lines and where the next one begins. */
  record Page(List<MissedLine> items, @Nullable String next) {}

  Page list(Principal reader, DeskFilter filter) {
    var promise = rules.get();
    var found =
        filter.text() == null ? found(reader, filter, promise) : named(reader, filter, promise);
    var shown = found.stream().limit(filter.limit()).toList();
    var more = found.size() > shown.size();
    return new Page(
        views.of(db, shown, promise, clock.instant()),
        more ? cursor(filter, shown.getLast()).text() : null);
  }

  /** Names are not part of a line: they are looked up for all lines that fit otherwise. */
  private List<Line> named(Principal reader, DeskFilter filter, MissedRules promise) {
    var text = Objects.requireNonNull(filter.text()).toLowerCase(Locale.ROOT);
    var lines = found(reader, filter, promise);
    var shown = views.of(db, lines, promise, clock.instant());
    return Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
        .filter(i -> says(shown.get(i), text))
        .map(lines::get)
        .toList();
  }

  private static boolean says(MissedLine line, String text) {
    var client = line.client();
    return Stream.of(
            line.number(),
            line.name(),
            client == null ? null : client.name(),
            client == null ? null : client.company())
        .filter(Objects::nonNull)
        .anyMatch(word -> word.toLowerCase(Locale.ROOT).contains(text));
  }

  /**
   * The lines that wait for this reader, or for the reader's team, those that wait longest first.
   */
  List<Waiting> waiting(Principal reader, Scope scope) {
    var whose = whose(reader);
    return open(rules.get())
        .filter(line -> whose.has(scope, line))
        .map(line -> new Waiting(line.calls().getLast(), line.calls().size()))
        .toList();
  }

  private List<Line> found(Principal reader, DeskFilter filter, MissedRules promise) {
    var whose = whose(reader);
    var order = order(filter);
    return (filter.over() ? over(filter, promise) : open(promise))
        .filter(line -> whose.has(filter.scope(), line))
        .filter(line -> isAsked(filter, line))
        .sorted(order)
        .filter(line -> isAfter(filter, line))
        .toList();
  }

  private Stream<Line> open(MissedRules promise) {
    return now(promise).stream().filter(Line::isOpen);
  }

  private Stream<Line> over(DeskFilter filter, MissedRules promise) {
    var from = Objects.requireNonNullElseGet(filter.from(), this::midnight);
    var to = Objects.requireNonNullElseGet(filter.to(), this::ahead);
    return sql.lines(db, promise.kept(from), to, promise.days()).stream()
        .filter(line -> {
          var ended = line.overAt();
          return ended != null && !ended.isBefore(from) && ended.isBefore(to);
        });
  }

  private static boolean isAsked(DeskFilter filter, Line line) {
    var owner = Objects.requireNonNullElse(line.mark().owner(), DeskFilter.NOBODY);
    return (filter.owner() == null || filter.owner().equals(owner))
        && (filter.queue() == null || filter.queue().equals(line.queue()));
  }

  private static Instant place(DeskFilter filter, Line line) {
    return filter.over() ? Objects.requireNonNull(line.overAt()) : line.firstAt();
  }

  private static Comparator<Line> order(DeskFilter filter) {
    var order =
        Comparator.comparing((Function<Line, Instant>) line -> place(filter, line))
            .thenComparing(Line::id);
    return filter.over() ? order.reversed() : order;
  }

  private static boolean isAfter(DeskFilter filter, Line line) {
    var last = filter.after();
    if (last == null) {
      return true;
    }
    var here = cursor(filter, line);
    var place = Comparator.comparing(Cursor::startedMicros).thenComparing(Cursor::id);
    return filter.over() ? place.compare(here, last) < 0 : place.compare(here, last) > 0;
  }

  private static Cursor cursor(DeskFilter filter, Line line) {
    return new Cursor(ChronoUnit.MICROS.between(Instant.EPOCH, place(filter, line)), line.id());
  }

  /** How the desk stands for this reader. */
  DeskCounts counts(Principal reader) {
    var promise = rules.get();
    var midnight = midnight();
    return DeskCounts.of(
        now(promise),
        whose(reader),
        promise,
        midnight,
        clock.instant(),
        sql.countWithheld(db, midnight, ahead()));
  }

  /**
   * A line with its calls.
   *
   * @param calls theirs and ours, and the talk that ended it, latest first
   * @param answers see {@link #answers}
   */
  record Opened(MissedLine line, List<CallView> calls, boolean answers) {}

  /** The line that this call in vain is part of. */
  Opened get(Principal reader, long call) {
    var promise = rules.get();
    var found = line(db, reader, call);
    var line = views.of(db, List.of(found), promise, clock.instant()).getFirst();
    var talk = line.talk();
    var ids =
        Stream.concat(
                line.tries().stream().map(MissedLine.Try::call),
                Stream.ofNullable(talk).map(MissedLine.Talk::call))
            .map(Long::valueOf)
            .toList();
    return new Opened(line, calls.list(ids), whose(reader).answers(found));
  }

  /**
   * Whether this reader is one of those who are to call back whoever made that call: it is on the
   * desk of the reader's team, or the reader leads people. Whoever withholds the number has no
   * line: there it is those whose phones rang.
   */
  boolean answers(Principal reader, long call) {
    var whose = whose(reader);
    return sql.person(db, call).isPresent()
        ? findLine(db, call).filter(whose::answers).isPresent()
        : sql.rang(db, call).filter(whose::answers).isPresent();
  }

  /** As {@link #get}, as one transaction sees it, without calls. */
  MissedLine view(Db tx, Line line) {
    return views.of(tx, List.of(line), rules.get(), clock.instant()).getFirst();
  }

  Line line(Db at, long call) {
    return findLine(at, call).orElseThrow(Desk::notFound);
  }

  /** Likewise; whoever may not see it learns nothing of it. */
  Line line(Db at, Principal reader, long call) {
    return findLine(at, call)
        .filter(line -> whose(reader).has(Scope.ALL, line))
        .orElseThrow(Desk::notFound);
  }

  private Optional<Line> findLine(Db at, long call) {
    return sql.person(at, call).flatMap(person -> findLine(at, person));
  }

  private Optional<Line> findLine(Db at, Person person) {
    var days = rules.get().days();
    var around = Duration.ofDays(4L * days);
    return sql
        .linesOf(at, person, person.calledAt().minus(around), person.calledAt().plus(around), days)
        .stream()
        .filter(line -> line.calls().contains(person.call()))
        .findFirst();
  }

  private static RuntimeException notFound() {
    return new Problem.NotFound("id").asException();
  }

  private record Read(long startedNanos, MissedRules rules, List<Line> lines) {}

  /** What has not been let go, open or over; however many ask at once, it is read once. */
  private synchronized List<Line> now(MissedRules promise) {
    var read = last;
    if (read == null
        || !read.rules().equals(promise)
        || System.nanoTime() - read.startedNanos() >= freshness.toNanos()) {
      var started = System.nanoTime();
      var lines = sql.lines(db, promise.kept(clock.instant()), ahead(), promise.days());
      read = new Read(started, promise, lines);
      last = read;
    }
    return read.lines();
  }

  /** Somebody has decided something: what was read before says so no longer. */
  synchronized void changed() {
    last = null;
  }

  private Whose whose(Principal reader) {
    return Whose.of(reader, figures.members(db));
  }

  private Instant midnight() {
    return LocalDate.ofInstant(clock.instant(), zone).atStartOfDay(zone).toInstant();
  }

  /** The exchange's clock may be ahead of ours. */
  private Instant ahead() {
    return clock.instant().plus(Duration.ofDays(1));
  }
}
