package io.ringcard.demo;

import static io.ringcard.demo.SampleOutcomes.AGREED;
import static io.ringcard.demo.SampleOutcomes.CALL_BACK;
import static io.ringcard.demo.SampleOutcomes.COMPLAINT;
import static io.ringcard.demo.SampleOutcomes.MEETING;
import static io.ringcard.demo.SampleOutcomes.NOT_DECIDING;
import static io.ringcard.demo.SampleOutcomes.NOT_REACHED;
import static io.ringcard.demo.SampleOutcomes.REFUSED;
import static io.ringcard.demo.SampleOutcomes.THINKING;
import static io.ringcard.demo.SampleOutcomes.WANTS_OFFER;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The deals of the sample clients and the way they came: many had one that has ended, all have one
 * that their calls moved to where it stands, some a second one beside it.
 */
final class SampleDeals {

  private static final int OFFER = 3;
  private static final int LOSING_REFUSALS = 3;

  private final SampleRows rows;
  private final Random random;
  private final Instant now;
  private final Instant lately;
  private final Map<Integer, Long> stepIds;
  private final SampleWords words;
  private final SampleBooks books;
  private final SampleOutcomes outcomes;
  private final SamplePlans plans;

  /**
   * @param lately no talk since then lacks its outcome, or its card would still be open
   */
  SampleDeals(
      SampleRows rows,
      Random random,
      Instant now,
      Instant lately,
      Map<Integer, Long> stepIds,
      SampleWords words,
      SampleBooks books,
      SampleOutcomes outcomes,
      SamplePlans plans) {
    this.rows = rows;
    this.random = random;
    this.now = now;
    this.lately = lately;
    this.stepIds = stepIds;
    this.words = words;
    this.books = books;
    this.outcomes = outcomes;
    this.plans = plans;
  }

  /**
   * The deals of one client.
   *
   * @param calls of this client, in order
   */
  void of(
      int index,
      SampleClient client,
      long clientId,
      long ownerId,
      Instant since,
      List<SampleCall> calls) {
    var old = since.isBefore(now.minus(Duration.ofDays(60)));
    var past = index % 2 == 0 && old ? past(index, client, clientId, ownerId, since) : null;
    var begun = past == null ? since : past.since().plus(Duration.ofDays(2));
    var main =
        deal(client, clientId, ownerId, begun, client.deal(), client.amount(), client.step());
    work(index, main, client.step(), past, calls);
    if (main.open()) {
      plans.next(main, client.topic());
    } else {
      plans.cancel(clientId);
    }
    if (index % 3 == 1) {
      second(index, client, clientId, ownerId, begun);
    }
  }

  private SampleDeal past(
      int index, SampleClient client, long clientId, long ownerId, Instant since) {
    var won = index % 5 != 2;
    var days = 9 + random.nextInt(20);
    var amount = client.amount() * (40 + random.nextInt(80)) / 100_000 * 1000 + 9000;
    var end = won ? SampleDeal.WON : SampleDeal.LOST;
    var deal = deal(client, clientId, ownerId, since, title(index + 3), amount, end);
    var until = since.plus(Duration.ofDays(days));
    deal.walk(won ? SampleDeal.WON : 1 + random.nextInt(5), until);
    if (!won) {
      deal.move(SampleDeal.LOST, until, ownerId, null);
    }
    return deal;
  }

  private void second(int index, SampleClient client, long clientId, long ownerId, Instant begun) {
    var step = 1 + random.nextInt(index % 2 == 0 ? 3 : SampleDeal.WON);
    var amount = (20 + random.nextInt(180)) * 1000;
    var created = begun.plus(Duration.ofDays(5));
    var deal = deal(client, clientId, ownerId, created, title(index), amount, step);
    deal.walk(step, now.minus(Duration.ofHours(20)));
    if (deal.open()) {
      plans.next(deal, client.topic());
    }
  }

  private String title(int index) {
    var titles = words.list("titles");
    return titles.get(index % titles.size());
  }

  private SampleDeal deal(
      SampleClient client,
      long clientId,
      long ownerId,
      Instant created,
      String title,
      int amount,
      int end) {
    var expected = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(3L + random.nextInt(40));
    var reasons = end == SampleDeal.WON ? "reason-won" : "reason-lost";
    var row =
        new JsonObject()
            .put("title", title)
            .put("client_id", clientId)
            .put("amount", amount)
            .put("source_id", books.named("source", client.source()))
            .put("reason_id", end < SampleDeal.WON ? null : books.any(reasons, random))
            .put("expected_on", end >= OFFER && end < SampleDeal.WON ? expected.toString() : null);
    return new SampleDeal(rows, stepIds, ownerId, created, row);
  }

  /** The calls of the client, one after another, each with what was written on it. */
  private void work(
      int index, SampleDeal deal, int end, @Nullable SampleDeal past, List<SampleCall> calls) {
    var talks =
        calls.stream()
            .filter(call -> call.answered() && call.startedAt().isAfter(deal.createdAt))
            .toList();
    var last = end == SampleDeal.LOST ? OFFER : end;
    var refusals = refusals(index, end, talks.size(), last);
    for (var call : calls) {
      var place = talks.indexOf(call);
      if (call.answered()) {
        outcomes.talked(call);
      }
      if (place < 0) {
        before(call, call.startedAt().isAfter(deal.createdAt) ? deal : past);
      } else if (place >= talks.size() - refusals) {
        outcomes.write(call, REFUSED, deal);
      } else {
        talk(call, deal, moved(talks, place, last));
      }
    }
    if (deal.step() == SampleDeal.LOST) {
      deal.because(books.coded("reason-lost", "refused"));
    }
    deal.walk(last, now.minus(Duration.ofHours(3)));
    if (end == SampleDeal.LOST && deal.open()) {
      deal.walk(OFFER, now);
      deal.move(SampleDeal.LOST, deal.since().plus(Duration.ofHours(2)), deal.ownerId, null);
    }
  }

  /** A call that nobody answered, or one before the deal. */
  private void before(SampleCall call, @Nullable SampleDeal deal) {
    if (!call.answered()) {
      if (call.direction().equals("outbound") && random.nextInt(10) < 8) {
        outcomes.write(call, NOT_REACHED, deal);
      }
    } else if (isWritten(call)) {
      outcomes.write(call, neutral(), deal);
    }
  }

  private void talk(SampleCall call, SampleDeal deal, int to) {
    var key =
        switch (to) {
          case 3 -> WANTS_OFFER;
          case 4 -> MEETING;
          case 5 -> AGREED;
          default -> deal.step() == 5 && random.nextInt(3) == 0 ? AGREED : neutral();
        };
    if (to > 0 || isWritten(call)) {
      outcomes.write(call, key, deal);
    }
    if (to > deal.step()) {
      var later = call.endedAt().plus(Duration.ofMinutes(10));
      deal.move(to, later.isBefore(now) ? later : now, deal.ownerId, null);
    }
  }

  private boolean isWritten(SampleCall call) {
    return random.nextInt(100) < 94 || call.startedAt().isAfter(lately);
  }

  /** How many of the last talks were refusals: all three for a lost deal, some for open ones. */
  private static int refusals(int index, int end, int talks, int last) {
    if (end == SampleDeal.LOST) {
      return talks >= last + LOSING_REFUSALS ? LOSING_REFUSALS : 0;
    }
    var wanted = index % 11 == 5 ? 2 : index % 7 == 3 ? 1 : 0;
    var free = talks < last ? 0 : talks - 1 - (last - 1) * talks / last;
    return end < SampleDeal.WON ? Math.min(wanted, free) : 0;
  }

  /** The step to which this talk moves the deal: they are spread evenly over the talks. */
  private static int moved(List<SampleCall> talks, int place, int last) {
    for (var step = 2; step <= last && talks.size() >= last; step++) {
      if (place == (step - 1) * talks.size() / last) {
        return step;
      }
    }
    return 0;
  }

  private int neutral() {
    var dice = random.nextInt(100);
    return dice < 44 ? CALL_BACK : dice < 84 ? THINKING : dice < 96 ? NOT_DECIDING : COMPLAINT;
  }

  /** What was written on a call with somebody who is no client. */
  void stranger(SampleCall call) {
    var dice = random.nextInt(100);
    if (call.answered() && (dice < 90 || call.startedAt().isAfter(lately))) {
      var key = dice < 30 ? REFUSED : dice < 50 ? NOT_DECIDING : dice < 75 ? CALL_BACK : THINKING;
      outcomes.write(call, key, null);
    } else if (!call.answered() && call.direction().equals("outbound") && dice < 80) {
      outcomes.write(call, NOT_REACHED, null);
    }
  }
}
