package io.ringcard.pbx;

import org.jspecify.annotations.Nullable;

/**
 * The parts of a channel's name: {@code PJSIP/101-0000002a} is technology, endpoint and a running
 * number; {@code Local/101@from-queue-00000001;2} a half of a Local channel.
 */
public record ChannelName(String technology, String endpoint) {

  public static ChannelName of(String name) {
    var slash = name.indexOf('/');
    if (slash < 0) {
      return new ChannelName("", name);
    }
    var dash = name.lastIndexOf('-');
    var end = dash > slash ? dash : name.length();
    return new ChannelName(name.substring(0, slash), name.substring(slash + 1, end));
  }

  /** The common part of both halves of a Local channel, or null when it is none. */
  static @Nullable String localPair(String name) {
    var semicolon = name.lastIndexOf(';');
    return name.startsWith("Local/") && semicolon > 0 ? name.substring(0, semicolon) : null;
  }
}
