package io.ringcard.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One block of the manager protocol in the making: lines of {@code Key: value}, CR LF, in order.
 */
final class Block {

  private final StringBuilder text = new StringBuilder(600);

  private Block() {}

  /** An event with the moment it happened, as with {@code timestampevents = yes}. */
  static Block event(String name, String privilege, Instant at) {
    return listed(name).put("Privilege", privilege + ",all").put("Timestamp", timestamp(at));
  }

  /** An event that is a line of an answer: neither privilege nor time. */
  static Block listed(String name) {
    return new Block().put("Event", name);
  }

  static Block response(String status, @Nullable String actionId) {
    var block = new Block().put("Response", status);
    return actionId == null ? block : block.put("ActionID", actionId);
  }

  static String timestamp(Instant at) {
    return String.format(Locale.ROOT, "%d.%06d", at.getEpochSecond(), at.getNano() / 1000);
  }

  Block put(String key, @Nullable Object value) {
    text.append(key).append(": ").append(value == null ? "" : value).append("\r\n");
    return this;
  }

  /** The snapshot of a channel that Asterisk puts into its events. */
  Block channel(DemoChannel channel) {
    return channel("", channel);
  }

  Block channel(String prefix, DemoChannel channel) {
    return put(prefix + "Channel", channel.name)
        .put(prefix + "ChannelState", channel.state.code)
        .put(prefix + "ChannelStateDesc", channel.state.words)
        .put(prefix + "CallerIDNum", channel.caller.numberOrUnknown())
        .put(prefix + "CallerIDName", channel.caller.nameOrUnknown())
        .put(prefix + "ConnectedLineNum", channel.connected.numberOrUnknown())
        .put(prefix + "ConnectedLineName", channel.connected.nameOrUnknown())
        .put(prefix + "Language", "ru")
        .put(prefix + "AccountCode", "")
        .put(prefix + "Context", channel.context)
        .put(prefix + "Exten", channel.exten)
        .put(prefix + "Priority", channel.priority)
        .put(prefix + "Uniqueid", channel.uniqueid)
        .put(prefix + "Linkedid", channel.linkedid);
  }

  byte[] bytes() {
    return (text + "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
