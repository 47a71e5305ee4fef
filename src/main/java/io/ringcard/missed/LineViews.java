package io.ringcard.missed;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.ringcard.kernel.Ref;
import io.ringcard.missed.LinesSql.Back;
import io.ringcard.missed.LinesSql.Known;
import io.ringcard.missed.MissedLine.Closing;
import io.ringcard.missed.MissedLine.Talk;
import io.ringcard.missed.MissedLine.Try;
import io.ringcard.store.Db;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lines as people see them. */
final class LineViews {

  /** Whoever calls a hundred times is seen to have called a hundred times, not drawn so often. */
  private static final int MOST_TRIES = 40;

  private final LinesSql sql = new LinesSql();

  /** In the order given. */
  List<MissedLine> of(Db db, List<Line> lines, MissedRules rules, Instant now) {
    if (lines.isEmpty()) {
      return List.of();
    }
    var clients = sql.clients(db, ids(lines.stream().map(Line::clientId)));
    var people = sql.people(db, ids(lines.stream().flatMap(LineViews::people)));
    var back = sql.callsBack(db, lines).stream().collect(groupingBy(Back::line));
    return IntStream.range(0, lines.size())
        .mapToObj(i -> {
          var line = lines.get(i);
          var known = line.clientId() == null ? null : clients.get(line.clientId());
          return view(line, known, people, back.getOrDefault(i, List.of()), rules, now);
        })
        .toList();
  }

  private static List<Long> ids(Stream<@Nullable Long> ids) {
    return List.copyOf(ids.filter(Objects::nonNull).map(Objects::requireNonNull).collect(toSet()));
  }

  private static Stream<@Nullable Long> people(Line line) {
    var talk = line.talk();
    var closing = line.closing();
    return Stream.of(
        line.mark().owner(),
        talk == null ? null : talk.by(),
        closing == null ? null : Long.valueOf(closing.by()));
  }

  private static MissedLine view(
      Line line,
      @Nullable Known known,
      Map<Long, Ref> people,
      List<Back> back,
      MissedRules rules,
      Instant now) {
    var wait = line.waitMillis();
    return new MissedLine(
        Long.toString(line.id()),
        state(line),
        known == null ? null : known.client(),
        line.number() == null && known != null ? known.number() : line.number(),
        line.name(),
        line.firstAt(),
        line.lastAt(),
        rules.due(line.firstAt()),
        line.waited(rules, now).toSeconds(),
        line.calls().size(),
        back.size(),
        tries(line, back),
        line.result(),
        wait == null ? null : wait / 1000.0,
        line.queue(),
        person(people, line.mark().owner()),
        line.overAt(),
        talk(line.talk(), people),
        closing(line.closing(), people),
        line.mark().version(),
        null);
  }

  private static String state(Line line) {
    return line.isOpen() ? "waiting" : line.talk() == null ? "closed" : "talked";
  }

  private static List<Try> tries(Line line, List<Back> back) {
    var tries = new ArrayList<Try>();
    for (var i = 0; i < line.calls().size(); i++) {
      tries.add(new Try(line.calls().get(i).toString(), line.times().get(i), false));
    }
    back.forEach(call -> tries.add(new Try(Long.toString(call.call()), call.at(), true)));
    tries.sort(Comparator.comparing(Try::at));
    return tries.subList(Math.max(0, tries.size() - MOST_TRIES), tries.size());
  }

  private static @Nullable Talk talk(Line.@Nullable Talk talk, Map<Long, Ref> people) {
    if (talk == null) {
      return null;
    }
    var millis = talk.millis();
    return new Talk(
        Long.toString(talk.call()),
        talk.direction(),
        person(people, talk.by()),
        millis == null ? null : millis / 1000.0);
  }

  private static @Nullable Closing closing(Line.@Nullable Closing closing, Map<Long, Ref> people) {
    return closing == null
        ? null
        : new Closing(
            Objects.requireNonNull(people.get(closing.by())), closing.reason(), closing.note());
  }

  private static @Nullable Ref person(Map<Long, Ref> people, @Nullable Long id) {
    return id == null ? null : people.get(id);
  }
}
