package io.ringcard.flight;

import io.ringcard.call.Call;
import io.ringcard.call.Call.Leg;
import io.ringcard.call.Call.LegResult;
import io.ringcard.call.Call.Transfer;
import io.ringcard.call.Call.TransferType;
import io.ringcard.flight.Story.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one event changed about a call, found by comparing it before and after. */
final class Decisions {

  private static final double MILLIS = 1000.0;

  private final List<Decision> found = new ArrayList<>();

  private Decisions() {}

  static List<Decision> between(@Nullable Call before, @Nullable Call after) {
    var decisions = new Decisions();
    if (after != null && before == null) {
      decisions.found.add(Decision.of("began", null, slug(after.direction())));
    }
    if (after != null && !after.equals(before)) {
      decisions.people(before, after);
      decisions.queues(before, after);
      decisions.legs(before, after);
      decisions.moves(before, after);
      decisions.end(before, after);
    }
    return decisions.found;
  }

  private void people(@Nullable Call before, Call after) {
    var direction = before == null ? after.direction() : before.direction();
    known("direction", slug(direction), slug(after.direction()));
    known("number", before == null ? null : before.externalNumber(), after.externalNumber());
    known("did", before == null ? null : before.did(), after.did());
    if (before != null && !before.linkedid().equals(after.linkedid())) {
      found.add(Decision.of("merged", null, before.linkedid()));
    }
    fresh(before == null ? List.of() : before.otherLinkedids(), after.otherLinkedids())
        .forEach(linkedid -> found.add(Decision.of("merged", null, linkedid)));
  }

  private void known(String what, @Nullable String before, @Nullable String after) {
    if (after != null && !after.equals(before)) {
      found.add(Decision.of(what, null, after));
    }
  }

  private void queues(@Nullable Call before, Call after) {
    var old = before == null ? List.<Call.QueueVisit>of() : before.queueVisits();
    for (var i = 0; i < after.queueVisits().size(); i++) {
      var visit = after.queueVisits().get(i);
      if (i >= old.size()) {
        found.add(Decision.of("waitBegins", visit.queue(), null));
      }
      var outcome = i < old.size() ? old.get(i).outcome() : null;
      if (visit.outcome() != null && visit.outcome() != outcome) {
        var waited = seconds(visit.joinedAt(), visit.leftAt());
        found.add(new Decision("waitEnds", visit.queue(), slug(visit.outcome()), waited));
      }
    }
  }

  private void legs(@Nullable Call before, Call after) {
    var old = before == null ? Map.<String, Leg>of() : byName(before.legs());
    byName(after.legs()).forEach((name, leg) -> leg(old.get(name), leg));
  }

  /** A ringing that is over when the phone is first told of is no news. */
  private void leg(@Nullable Leg before, Leg after) {
    var was = before == null ? null : before.result();
    if (before == null && after.rang() && after.ringEndedAt() == null) {
      found.add(Decision.of("ringBegins", after.extension(), null));
    }
    if (after.answeredAt() != null && (before == null || before.answeredAt() == null)) {
      found.add(Decision.of("talkBegins", after.extension(), null));
    }
    if (after.result() == was
        || after.result() == LegResult.RINGING
        || after.result() == LegResult.TALKING) {
      return;
    }
    if (after.result() == LegResult.ANSWERED) {
      found.add(new Decision("talkEnds", after.extension(), null, seconds(after.talkTime())));
    } else if (after.rang() || was != null) {
      found.add(Decision.of("phone", after.extension(), slug(after.result())));
    }
  }

  /** A phone may come several times: each by its turn. */
  private static Map<String, Leg> byName(List<Leg> legs) {
    var named = new LinkedHashMap<String, Leg>();
    var turns = new HashMap<String, Integer>();
    for (var leg : legs) {
      named.put(leg.extension() + " " + turns.merge(leg.extension(), 1, Integer::sum), leg);
    }
    return named;
  }

  private void moves(@Nullable Call before, Call after) {
    var old = before == null ? List.<Transfer>of() : before.transfers();
    for (var i = 0; i < after.transfers().size(); i++) {
      var transfer = after.transfers().get(i);
      if (isNews(i < old.size() ? old.get(i) : null, transfer)) {
        var who = transfer.from() == null ? transfer.to() : transfer.from();
        found.add(Decision.of("transfer-" + slug(transfer.type()), who, transfer.to()));
      }
    }
    fresh(before == null ? List.of() : before.recordings(), after.recordings())
        .forEach(file -> found.add(Decision.of("recording", null, file)));
    var hold = before == null || before.holdTime() == null ? Duration.ZERO : before.holdTime();
    if (after.holdTime() != null && after.holdTime().compareTo(hold) > 0) {
      found.add(new Decision("hold", null, null, seconds(after.holdTime().minus(hold))));
    }
  }

  /** Who gets a parked call is known only when it is fetched. */
  private static boolean isNews(@Nullable Transfer before, Transfer after) {
    return after.type() == TransferType.PARK
        ? after.to() != null && (before == null || before.to() == null)
        : before == null;
  }

  private void end(@Nullable Call before, Call after) {
    if (after.result() != null && (before == null || before.result() != after.result())) {
      found.add(Decision.of("result", null, slug(after.result())));
    }
    if (after.gap() && (before == null || !before.gap())) {
      found.add(Decision.of("gap"));
    }
    if (!after.open() && (before == null || before.open())) {
      found.add(new Decision("closed", null, slug(after.endedBy()), seconds(after.talkTime())));
    }
  }

  private static List<String> fresh(List<String> before, List<String> after) {
    var old = new HashSet<>(before);
    return after.stream().filter(value -> !old.contains(value)).toList();
  }

  static @Nullable String slug(@Nullable Enum<?> value) {
    return value == null ? null : value.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Double seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis() / MILLIS;
  }

  private static @Nullable Double seconds(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? null : seconds(Duration.between(from, to));
  }
}
