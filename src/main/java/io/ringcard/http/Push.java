package io.ringcard.http;

/**
 * The way to people's screens; what is sent here arrives in order, or the page asks for the
 * snapshot again.
 */
public interface Push {

  /** Sends to every tab of one person. */
  void send(long userId, String event, Object body);

  /** Sends to everybody who is there. */
  void sendToAll(String event, Object body);
}
