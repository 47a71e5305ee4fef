package io.ringcard.demo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A channel of the demo exchange; changed on the timeline only. */
final class DemoChannel {

  /** States of {@code ast_channel_state} that occur here. */
  enum State {
    DOWN(0, "Down"),
    RING(4, "Ring"),
    RINGING(5, "Ringing"),
    UP(6, "Up");

    final int code;
    final String words;

    State(int code, String words) {
      this.code = code;
      this.words = words;
    }
  }

  /** The endpoint, such as {@code 101} or {@code trunk}. */
  final String endpoint;

  final String name;
  final String uniqueid;

  /** Of the first channel of the conversation; another one after an attended transfer. */
  String linkedid;

  final Instant createdAt;
  State state;
  Party caller;
  Party connected = Party.UNKNOWN;
  String context;
  String exten;
  int priority = 1;
  String application = "";
  String applicationData = "";
  @Nullable String bridge;

  DemoChannel(
      String endpoint,
      String name,
      String uniqueid,
      @Nullable String linkedid,
      Instant createdAt,
      State state,
      Party caller,
      String context,
      String exten) {
    this.endpoint = endpoint;
    this.name = name;
    this.uniqueid = uniqueid;
    this.linkedid = linkedid == null ? uniqueid : linkedid;
    this.createdAt = createdAt;
    this.state = state;
    this.caller = caller;
    this.context = context;
    this.exten = exten;
  }

  void at(String newContext, String newExten, int newPriority) {
    context = newContext;
    exten = newExten;
    priority = newPriority;
  }

  void runs(String newApplication, String data) {
    application = newApplication;
    applicationData = data;
  }
}
