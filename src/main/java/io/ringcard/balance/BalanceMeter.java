package io.ringcard.balance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.ringcard.balance.BalanceDay.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The balance of today and yesterday as metrics, counted anew every minute: {@code
 * ringcard_balance_calls} and {@code ringcard_balance_talk_seconds} of either side, and {@code
 * ringcard_balance_why} with the number of calls for each reason, 0 where there is none.
 */
final class BalanceMeter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BalanceMeter.class);

  private final Balance balance;
  private final MultiGauge calls;
  private final MultiGauge talk;
  private final MultiGauge why;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("balance").daemon().factory());

  BalanceMeter(Balance balance, MeterRegistry metrics) {
    this.balance = balance;
    this.calls = MultiGauge.builder("ringcard_balance_calls").register(metrics);
    this.talk = MultiGauge.builder("ringcard_balance_talk_seconds").register(metrics);
    this.why = MultiGauge.builder("ringcard_balance_why").register(metrics);
  }

  void start() {
    worker.scheduleWithFixedDelay(this::attempt, 0, 60, TimeUnit.SECONDS);
  }

  private void attempt() {
    try {
      measure();
    } catch (RuntimeException e) {
      LOG.warn("the balance is counted again later: {}", e.toString());
    }
  }

  void measure() {
    var today = balance.today();
    var callRows = new ArrayList<Row<?>>();
    var talkRows = new ArrayList<Row<?>>();
    var whyRows = new ArrayList<Row<?>>();
    for (var day : balance.lately()) {
      var name = day.day().equals(today) ? "today" : "yesterday";
      var tags = Tags.of("exchange", day.exchange().name(), "day", name);
      callRows.add(Row.of(tags.and("side", "ours"), day.ours().calls()));
      callRows.add(Row.of(tags.and("side", "records"), day.recorded().calls()));
      told(day.ours()).ifPresent(talk -> talkRows.add(Row.of(tags.and("side", "ours"), talk)));
      told(day.recorded())
          .ifPresent(talk -> talkRows.add(Row.of(tags.and("side", "records"), talk)));
      whyRows.addAll(reasons(day, tags));
    }
    calls.register(callRows, true);
    talk.register(talkRows, true);
    why.register(whyRows, true);
  }

  private static List<Row<?>> reasons(BalanceDay day, Tags tags) {
    var counts =
        day.why().stream()
            .collect(groupingBy(BalanceDay.Why::reason, summingLong(BalanceDay.Why::calls)));
    return Arrays.stream(Reason.values())
        .<Row<?>>map(
            reason -> Row.of(tags.and("why", reason.slug()), counts.getOrDefault(reason, 0L)))
        .toList();
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }

  private static Optional<Double> told(BalanceDay.Side side) {
    return Optional.ofNullable(side.talkSeconds());
  }
}
