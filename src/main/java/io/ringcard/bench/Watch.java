package io.ringcard.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * From the moment at which a phone's ringing was sent to the moment at which somebody reads of it.
 */
final class Watch {

  private final Map<String, Long> sent = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Long> taken = new ConcurrentLinkedQueue<>();

  void sending(String linkedid, String extension) {
    sent.put(linkedid + "@" + extension, System.nanoTime());
  }

  /** Only the first time counts. */
  void seen(String linkedid, String extension) {
    var at = sent.remove(linkedid + "@" + extension);
    if (at != null) {
      taken.add(System.nanoTime() - at);
    }
  }

  /** What was measured since the last time. */
  Spread take() {
    List<Long> all = new ArrayList<>();
    for (var one = taken.poll(); one != null; one = taken.poll()) {
      all.add(one);
    }
    return new Spread(all);
  }
}
