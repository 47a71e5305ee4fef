package io.ringcard.demo;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who is signed in, and the way of an event to all of them. */
final class Wire {

  private final Set<AmiSession> sessions = ConcurrentHashMap.newKeySet();

  void say(byte[] event) {
    for (var session : sessions) {
      if (session.listening()) {
        session.send(event);
      }
    }
  }

  int size() {
    return sessions.size();
  }

  void add(AmiSession session) {
    sessions.add(session);
  }

  void remove(AmiSession session) {
    sessions.remove(session);
  }

  void close() {
    sessions.forEach(AmiSession::close);
  }
}
