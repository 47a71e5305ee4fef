package io.ringcard.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the database tells of its own accord: the schema's triggers notify the channel {@value
 * #CHANNEL} of what was written, whichever server wrote it, and servers each other.
 */
final class Notices {

  static final String CHANNEL = "ringcard";

  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

  private record Listener(Consumer<String> told, Runnable missed) {}

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean listening;

  void add(Consumer<String> told, Runnable missed) {
    listeners.add(new Listener(told, missed));
  }

  boolean listening() {
    return listening;
  }

  void told(String notice) {
    listeners.forEach(listener -> guard(() -> listener.told().accept(notice)));
  }

  /** From now on everything is told; what happened before may have been missed. */
  void begin() {
    missed();
    listening = true;
  }

  void end() {
    if (listening) {
      listening = false;
      missed();
    }
  }

  private void missed() {
    listeners.forEach(listener -> guard(listener.missed()));
  }

  private static void guard(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("a listener of the database's notices failed", e);
    }
  }
}
