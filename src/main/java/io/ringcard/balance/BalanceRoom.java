package io.ringcard.balance;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringcard.calllog.CallViews;
import io.ringcard.http.Routes;
import io.ringcard.store.Db;
import java.time.InstantSource;
import java.time.ZoneId;

/** The room as a whole: its routes, and its figures counted anew from time to time. */
public final class BalanceRoom implements AutoCloseable {

  private final BalanceRoutes routes;
  private final BalanceMeter meter;

  public BalanceRoom(
      Db db, CallViews calls, ZoneId zone, InstantSource clock, MeterRegistry metrics) {
    var balance = new Balance(db, calls, zone, clock);
    this.routes = new BalanceRoutes(balance);
    this.meter = new BalanceMeter(balance, metrics);
  }

  public void addTo(Routes all) {
    routes.addTo(all);
    meter.start();
  }

  @Override
  public void close() {
    meter.close();
  }
}
