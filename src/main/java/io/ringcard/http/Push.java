package io.ringcard.http;

import java.util.List;

/**
 * The way to people's screens; what is sent here arrives in order, or the page asks for the
 * snapshot again.
 */
public interface Push {

  /** Sends to every tab of one person. */
  void send(long userId, String event, Object body);

  /** Sends to everybody who is there. */
  default void sendToAll(String event, Object body) {
    sendEachToAll(event, List.of(body));
  }

  /**
   * Sends several events of one name to everybody who is there, at once and in this order.
   *
   * @return how many events times how many people
   */
  int sendEachToAll(String event, List<?> bodies);
}
