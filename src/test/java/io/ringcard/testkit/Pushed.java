package io.ringcard.testkit;

import io.ringcard.http.Push;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Screens that remember what they were told. */
public final class Pushed implements Push {

  private final List<String> toAll = new CopyOnWriteArrayList<>();

  @Override
  public void send(long userId, String event, Object body) {}

  @Override
  public int sendEachToAll(String event, List<?> bodies) {
    bodies.forEach(body -> toAll.add(event));
    return bodies.size();
  }

  /** Names of what was sent to everybody, in order. */
  public List<String> toAll() {
    return toAll;
  }
}
