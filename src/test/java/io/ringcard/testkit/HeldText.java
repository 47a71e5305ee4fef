package io.ringcard.testkit;

import io.vertx.core.json.JsonObject;
import java.util.AbstractList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A text that takes as long to write as a test wishes. */
public final class HeldText {

  private HeldText() {}

  /**
   * An object whose only word is not known before something is over.
   *
   * @param writing gets the thread that waits for it
   */
  public static JsonObject of(Set<Thread> writing, CountDownLatch over) {
    return new JsonObject(
        Map.of(
            "word",
            new AbstractList<String>() {
              @Override
              public int size() {
                return 1;
              }

              @Override
              public String get(int index) {
                writing.add(Thread.currentThread());
                try {
                  over.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                return "";
              }
            }));
  }
}
