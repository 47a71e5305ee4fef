package io.ringcard.exchange;

import io.ringcard.ami.AmiBlock;
import io.ringcard.ami.AmiListener;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Hands everything on, and remembers what a person wants to know of a living link. */
final class Pulse implements AmiListener {

  private final AmiListener next;
  private final AtomicLong events = new AtomicLong();
  private volatile @Nullable Instant lastEvent;
  private volatile @Nullable Double skewSeconds;
  private volatile @Nullable String version;
  private volatile @Nullable String systemName;

  Pulse(AmiListener next) {
    this.next = next;
  }

  @Override
  public void opened(Instant at) {
    next.opened(at);
  }

  @Override
  public void block(AmiBlock block, Instant receivedAt, long from, long to) {
    next.block(block, receivedAt, from, to);
    if (block.event() == null) {
      var told = block.find("AsteriskVersion");
      if (told != null) {
        version = told;
        systemName = block.get("SystemName");
      }
    } else {
      events.incrementAndGet();
      lastEvent = receivedAt;
      var stamp = block.find("Timestamp");
      if (stamp != null && stamp.matches("\\d{1,12}(\\.\\d{1,9})?")) {
        var at = Instant.ofEpochMilli(new BigDecimal(stamp).movePointRight(3).longValue());
        skewSeconds = Duration.between(receivedAt, at).toMillis() / 1000.0;
      }
    }
  }

  @Override
  public void lost(Instant at, String reason, long to) {
    next.lost(at, reason, to);
  }

  long events() {
    return events.get();
  }

  @Nullable Instant lastEvent() {
    return lastEvent;
  }

  /** By how much the exchange's clock is ahead of ours, the way of the event included. */
  @Nullable Double skewSeconds() {
    return skewSeconds;
  }

  /** Of Asterisk; null until it was told. */
  @Nullable String version() {
    return version;
  }

  /** What the ids of its calls begin with; empty when it has none, null until it was told. */
  @Nullable String systemName() {
    return systemName;
  }
}
