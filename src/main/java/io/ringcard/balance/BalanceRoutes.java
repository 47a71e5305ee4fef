package io.ringcard.balance;

import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The balance over HTTP. */
final class BalanceRoutes {

  /** A year and some days. */
  private static final Duration LONGEST = Duration.ofDays(400);

  private final Balance balance;

  BalanceRoutes(Balance balance) {
    this.balance = balance;
  }

  void addTo(Routes routes) {
    routes.on("getBalance", this::sheet).on("listBalanceCalls", this::calls);
  }

  record CallList(List<BalanceCall> items) {}

  private Balance.Sheet sheet(Request request) {
    var period = period(request);
    return balance.sheet(period.from(), period.to());
  }

  private CallList calls(Request request) {
    var period = period(request);
    return new CallList(balance.calls(request.id(), period.from(), period.to()));
  }

  private record Period(Instant from, Instant to) {}

  private static Period period(Request request) {
    var period = new Period(instant(request, "from"), instant(request, "to"));
    if (Duration.between(period.from(), period.to()).compareTo(LONGEST) > 0) {
      throw new Problem.Invalid("to", "maximum").asException();
    }
    return period;
  }

  private static Instant instant(Request request, String name) {
    return request
        .findInstant(name)
        .orElseThrow(() -> new Problem.Invalid(name, "required").asException());
  }
}
