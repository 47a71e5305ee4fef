package io.ringcard.outcome;

import io.ringcard.call.Call;
import io.ringcard.call.Call.Certainty;
import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.Leg;
import io.ringcard.call.Call.LegResult;
import io.ringcard.call.Call.QueueVisit;
import io.ringcard.call.Call.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Calls of all kinds in some months; extension 199 is nobody's. A linked id told again begins at
 * the same moment, unless there is a gap in what was heard.
 */
final class RandomCalls {

  private static final List<String> EXTENSIONS = List.of("101", "102", "103", "199");
  private static final List<String> QUEUES = List.of("sales", "support", "продажи");

  private final Random random;
  private final Instant first;
  private final long spanMillis;

  RandomCalls(long seed, Instant first, Duration span) {
    this.random = new Random(seed);
    this.first = first;
    this.spanMillis = span.toMillis();
  }

  Call next(String linkedid, Certainty certainty) {
    var gap = random.nextInt(8) == 0;
    var start =
        first.plusMillis((gap ? random : new Random(linkedid.hashCode())).nextLong(spanMillis));
    var direction = Direction.values()[random.nextInt(3)];
    var answered = random.nextInt(3) > 0;
    var talk = answered ? Duration.ofMillis(random.nextLong(900_000)) : null;
    return new Call(
        linkedid,
        0,
        List.of(),
        linkedid,
        direction,
        "7916" + random.nextInt(1_000_000, 9_999_999),
        null,
        null,
        "74951230001",
        queues(start),
        null,
        answered ? Result.ANSWERED : missed(),
        null,
        null,
        start,
        answered ? start.plusSeconds(5) : null,
        start.plusSeconds(5).plus(talk == null ? Duration.ZERO : talk),
        maybe(30_000),
        maybe(60_000),
        talk,
        maybe(20_000),
        legs(start, answered),
        List.of(),
        List.of(),
        certainty,
        false,
        gap);
  }

  private Result missed() {
    var others = List.of(Result.NO_ANSWER, Result.BUSY, Result.FAILED, Result.ABANDONED);
    return others.get(random.nextInt(others.size()));
  }

  private List<QueueVisit> queues(Instant start) {
    var names = new ArrayList<>(QUEUES);
    Collections.shuffle(names, random);
    return names.subList(0, random.nextInt(3)).stream()
        .map(name -> new QueueVisit(name, start, null, null))
        .toList();
  }

  private List<Leg> legs(Instant start, boolean answered) {
    return IntStream.range(0, random.nextInt(4)).mapToObj(i -> leg(start, answered)).toList();
  }

  private Leg leg(Instant start, boolean answered) {
    var all = LegResult.values();
    var result =
        answered && random.nextBoolean()
            ? LegResult.ANSWERED
            : all[random.nextInt(LegResult.NO_ANSWER.ordinal(), all.length)];
    var spoke = result == LegResult.ANSWERED;
    return new Leg(
        EXTENSIONS.get(random.nextInt(EXTENSIONS.size())),
        true,
        start,
        start.plusMillis(random.nextLong(20_000)),
        spoke ? start.plusSeconds(5) : null,
        null,
        spoke ? maybe(600_000) : null,
        result);
  }

  private @Nullable Duration maybe(int mostMillis) {
    return random.nextInt(4) == 0 ? null : Duration.ofMillis(random.nextInt(mostMillis));
  }
}
