package io.ringcard.ami;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** Keeps the events of a short visit and lets the visitor wait for some of them. */
final class AmiEar implements AmiListener {

  private final List<AmiBlock> events = new ArrayList<>();

  @Override
  public synchronized void block(AmiBlock block, Instant receivedAt, long from, long to) {
    if (block.event() != null) {
      events.add(block);
      notifyAll();
    }
  }

  @Override
  public void lost(Instant at, String reason, long to) {}

  synchronized List<AmiBlock> events(String name) {
    return events.stream().filter(event -> name.equals(event.event())).toList();
  }

  /** Events that came because their class may be read, not because an action asked for a list. */
  synchronized List<AmiBlock> told() {
    return events.stream().filter(event -> event.find("Privilege") != null).toList();
  }

  /** The classes of these events. */
  Set<String> classes() {
    var classes = new TreeSet<String>();
    told().forEach(event -> classes.addAll(Arrays.asList(event.get("Privilege").split(","))));
    classes.remove("all");
    return classes;
  }

  /** Waits until it is so, at most this long. */
  synchronized void await(BooleanSupplier condition, Duration limit) throws InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      var left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }
}
