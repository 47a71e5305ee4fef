package io.ringcard.demo;

import io.ringcard.demo.SampleCall.Leg;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Three months of calls: on workdays from nine to seven, most on Tuesdays and before and after
 * noon, a little more from week to week, each operator with one call at a time. Talk lengths are
 * lognormal, as in real offices: half are shorter than three and a half minutes, one in ten is
 * longer than eleven. Most who rang in vain are called back, some after several tries; some are
 * forgotten.
 */
final class SampleCalls {

  private static final int WEEKS = 13;
  private static final int FEWEST_A_DAY = 78;
  private static final int[] HOUR_WEIGHTS = {7, 14, 12, 10, 5, 9, 14, 13, 9, 5};
  private static final int OPENS = 9;

  /** Percent of a usual day, Monday to Friday. */
  private static final int[] DAY_WEIGHTS = {104, 116, 106, 98, 80};

  private static final int MISSED_TODAY = 3;

  /** Of a hundred calls so many are with clients; the rest are strangers and cold calls. */
  private static final int KNOWN = 52;

  /** Of a hundred calls so many go out. */
  private static final int OUTBOUND = 55;

  /** Of a hundred who rang in vain so many are called back at all. */
  private static final int REMEMBERED = 88;

  private static final double MEDIAN_TALK_SECONDS = 205;
  private static final double SPREAD = 0.92;

  private final Random random;
  private final long pbxId;
  private final List<SampleClient> clients;
  private final List<Long> clientIds;
  private final List<Instant> clientSince;
  private final Map<String, Long> userIds;
  private final Map<String, Instant> busyUntil = new HashMap<>();
  private final List<SampleCall> calls = new ArrayList<>();

  /** Who rang in vain and is to be called back, the longest waiting first. */
  private final Deque<SampleCall> waiting = new ArrayDeque<>();

  private final Set<String> missed = new HashSet<>();

  /**
   * @param userIds by extension
   */
  SampleCalls(
      Random random,
      long pbxId,
      List<SampleClient> clients,
      List<Long> clientIds,
      List<Instant> clientSince,
      Map<String, Long> userIds) {
    this.random = random;
    this.pbxId = pbxId;
    this.clients = clients;
    this.clientIds = clientIds;
    this.clientSince = clientSince;
    this.userIds = userIds;
  }

  /** How busy the office is at that moment: 1 in a usual hour, a quarter when it is closed. */
  static double busyness(ZonedDateTime at) {
    var hour = at.getHour() - OPENS;
    var open = at.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
    return !open || hour < 0 || hour >= HOUR_WEIGHTS.length
        ? 0.25
        : HOUR_WEIGHTS[hour] * HOUR_WEIGHTS.length / (double) IntStream.of(HOUR_WEIGHTS).sum();
  }

  /** All that ended before now, in order of their beginning. */
  List<SampleCall> until(Instant now, ZoneId zone, LongSupplier ids) {
    var today = LocalDate.ofInstant(now, zone);
    var first = today.minusWeeks(WEEKS);
    for (var day = first; !day.isAfter(today); day = day.plusDays(1)) {
      if (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0) {
        for (var moment : moments(day, (int) ChronoUnit.DAYS.between(first, day), zone)) {
          call(moment, now, ids);
        }
      }
    }
    missedToday(today, now, zone, ids);
    return calls;
  }

  /** Some who rang in vain just now and still wait to be called back. */
  private void missedToday(LocalDate today, Instant now, ZoneId zone, LongSupplier ids) {
    var midnight = today.atStartOfDay(zone).toInstant();
    for (var left = MISSED_TODAY; left > 0; left--) {
      var at = now.minusSeconds(left * 1300L);
      if (at.isAfter(midnight)) {
        var draft = new Draft(at, left == 1 ? -1 : clients.size() - 1 - left);
        draft.did = Phone.QUEUE_DID;
        draft.queue = true;
        draft.ring = millis(12, 40);
        draft.miss(true);
        Phone.ALL.forEach(phone -> draft.leg(phone, "no_answer", at, draft.ring, null, 0));
        calls.add(draft.call(ids.getAsLong()));
      }
    }
  }

  private List<Instant> moments(LocalDate day, int age, ZoneId zone) {
    var hours = IntStream.of(HOUR_WEIGHTS).sum();
    var usual = (FEWEST_A_DAY + random.nextInt(20)) * DAY_WEIGHTS[day.getDayOfWeek().ordinal()];
    return IntStream.range(0, usual * (850 + 3 * age) / 100_000)
        .mapToObj(_ -> {
          var left = random.nextInt(hours);
          var hour = 0;
          while (left >= HOUR_WEIGHTS[hour]) {
            left -= HOUR_WEIGHTS[hour++];
          }
          return day.atTime(LocalTime.of(OPENS + hour, 0))
              .plusNanos(random.nextInt(3_600_000) * 1_000_000L)
              .atZone(zone)
              .toInstant();
        })
        .sorted()
        .toList();
  }

  private void call(Instant at, Instant now, LongSupplier ids) {
    var free = Phone.ALL.stream().filter(phone -> isFree(phone, at)).toList();
    if (free.isEmpty()) {
      return;
    }
    var kind = random.nextInt(100);
    var back = kind < OUTBOUND ? toCallBack(at) : null;
    var draft =
        back == null
            ? new Draft(at, random.nextInt(100) < KNOWN ? known(at) : -1)
            : new Draft(at, back.client(), back.number());
    var phone = phone(draft.client, free);
    if (kind < OUTBOUND) {
      outbound(draft, phone);
    } else if (kind < 80) {
      queue(draft, phone, free);
    } else {
      direct(draft, phone);
    }
    if (draft.end().isBefore(now)) {
      var call = draft.call(ids.getAsLong());
      calls.add(call);
      remember(call);
      draft.legs.stream()
          .filter(leg -> leg.talkMillis() > 0)
          .forEach(leg -> busyUntil.put(leg.extension(), draft.end().plusSeconds(20)));
    }
  }

  /** Whoever waits longest, seven times of ten: other calls have to be made as well. */
  private @Nullable SampleCall toCallBack(Instant at) {
    var first = waiting.peek();
    return first != null && first.endedAt().isBefore(at) && random.nextInt(10) < 7
        ? waiting.poll()
        : null;
  }

  /** A call in vain is to be made good; one that was not reached is tried again later. */
  private void remember(SampleCall call) {
    var number = call.number();
    if (call.answered()) {
      missed.remove(number);
      waiting.removeIf(other -> other.number().equals(number));
    } else if (call.direction().equals("outbound")
        ? missed.contains(number)
        : random.nextInt(100) < REMEMBERED && missed.add(number)) {
      waiting.add(call);
    }
  }

  /** Somebody who is a client by then, -1 for somebody who is not yet. */
  private int known(Instant at) {
    var client = random.nextInt(clients.size());
    return clientSince.get(client).isBefore(at) ? client : -1;
  }

  /** A client mostly speaks with the one who has the deal, if that one is free. */
  private Phone phone(int client, List<Phone> free) {
    var own =
        free.stream().filter(p -> client >= 0 && p.equals(SampleUser.ownerOf(client))).findFirst();
    return own.isPresent() && random.nextInt(100) < 75
        ? own.get()
        : free.get(random.nextInt(free.size()));
  }

  private boolean isFree(Phone phone, Instant at) {
    return !busyUntil.getOrDefault(phone.extension(), Instant.EPOCH).isAfter(at);
  }

  private void outbound(Draft draft, Phone phone) {
    var dice = random.nextInt(100);
    draft.direction = "outbound";
    draft.ring = millis(4, dice < 72 ? 20 : 30);
    if (dice < 72) {
      draft.answer(phone, null, 0, talk());
    } else {
      draft.result = dice < 88 ? "no_answer" : dice < 96 ? "busy" : "failed";
      draft.cause = dice < 88 ? 19 : dice < 96 ? 17 : 34;
      draft.endedBy = dice < 80 ? "operator" : "system";
      draft.leg(phone, "no_talk", null, 0, null, 0);
    }
  }

  private void direct(Draft draft, Phone phone) {
    var dice = random.nextInt(100);
    draft.did = phone.did();
    draft.ring = dice < 82 ? millis(3, 15) : dice < 92 ? millis(5, 20) : 20_000;
    if (dice < 82) {
      draft.answer(phone, draft.at, draft.ring, talk());
    } else {
      draft.miss(dice < 92);
      draft.leg(phone, "no_answer", draft.at, draft.ring, null, 0);
    }
  }

  private void queue(Draft draft, Phone answerer, List<Phone> free) {
    var dice = random.nextInt(100);
    draft.did = Phone.QUEUE_DID;
    draft.queue = true;
    draft.ring = dice < 90 ? millis(3, 25) : dice < 97 ? millis(10, 60) : 40_000;
    var answered = dice < 90;
    for (var phone : free) {
      if (!answered || !phone.equals(answerer)) {
        var result = answered ? "answered_elsewhere" : "no_answer";
        draft.leg(phone, result, draft.at, draft.ring, null, 0);
      }
    }
    if (!answered) {
      draft.miss(dice < 97);
      return;
    }
    draft.answer(answerer, draft.at, draft.ring, talk());
    var colleague = free.stream().filter(p -> !p.equals(answerer)).findFirst();
    if (random.nextInt(100) < 5 && colleague.isPresent()) {
      var handed = draft.end();
      var ring = millis(3, 9);
      draft.leg(colleague.get(), "answered", handed, ring, handed.plusMillis(ring), talk());
    }
  }

  private String stranger() {
    return String.format(Locale.ROOT, "+7985555%04d", 2000 + random.nextInt(7000));
  }

  private long millis(int fromSeconds, int toSeconds) {
    return fromSeconds * 1000L + random.nextInt((toSeconds - fromSeconds) * 1000);
  }

  private long talk() {
    var seconds = MEDIAN_TALK_SECONDS * Math.exp(random.nextGaussian() * SPREAD);
    return (long) (Math.clamp(seconds, 6, 2400) * 1000);
  }

  /** A call in the making. */
  private final class Draft {

    private final Instant at;
    private final int client;
    private final String number;
    private final List<Leg> legs = new ArrayList<>();
    private String direction = "inbound";
    private String result = "answered";
    private String endedBy = random.nextInt(10) < 6 ? "client" : "operator";
    private int cause = 16;
    private @Nullable String did;
    private boolean queue;
    private long ring;
    private @Nullable Instant answeredAt;

    private Draft(Instant at, int client) {
      this(at, client, client < 0 ? stranger() : clients.get(client).number());
    }

    private Draft(Instant at, int client, String number) {
      this.at = at;
      this.client = client;
      this.number = number;
    }

    private void leg(
        Phone phone,
        String how,
        @Nullable Instant ringStartedAt,
        long rang,
        @Nullable Instant answered,
        long talkMillis) {
      var userId = userIds.getOrDefault(phone.extension(), 0L);
      legs.add(new Leg(phone.extension(), userId, how, ringStartedAt, rang, answered, talkMillis));
    }

    private void answer(Phone phone, @Nullable Instant ringStartedAt, long rang, long talkMillis) {
      answeredAt = at.plusMillis(ring);
      leg(phone, "answered", ringStartedAt, rang, answeredAt, talkMillis);
    }

    private void miss(boolean gaveUp) {
      result = gaveUp ? "abandoned" : "no_answer";
      endedBy = gaveUp ? "client" : "system";
      cause = gaveUp ? 16 : 19;
    }

    private Instant end() {
      var end = at.plusMillis(ring);
      for (var leg : legs) {
        var answered = leg.answeredAt();
        if (answered != null && answered.plusMillis(leg.talkMillis()).isAfter(end)) {
          end = answered.plusMillis(leg.talkMillis());
        }
      }
      return end;
    }

    private SampleCall call(long id) {
      var talk = legs.stream().mapToLong(Leg::talkMillis).sum();
      var hold = talk > 60_000 && random.nextInt(10) == 0 ? millis(8, 45) : 0;
      return new SampleCall(
          id,
          pbxId,
          at.getEpochSecond() + "." + calls.size() * 4,
          direction,
          result,
          cause,
          endedBy,
          client,
          client < 0 ? null : clientIds.get(client),
          number,
          did,
          queue,
          at,
          answeredAt,
          end(),
          ring,
          hold,
          List.copyOf(legs));
    }
  }
}
