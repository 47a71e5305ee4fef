package io.ringcard.ami;

import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxEvent.LinkRestored;
import io.ringcard.pbx.PbxEvent.LiveChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the answer to CoreShowChannels, which comes as events among all others, into one {@link
 * LinkRestored}. One per connection.
 */
public final class AmiSnapshot {

  private final List<LiveChannel> channels = new ArrayList<>();

  /** The whole list once its end is heard, else null. */
  public @Nullable LinkRestored take(AmiBlock block, @Nullable Instant received) {
    var name = block.event();
    if (name == null || !name.startsWith("CoreShowChannel")) {
      return null;
    }
    if (name.equals("CoreShowChannel")) {
      var channel = line(block);
      if (channel != null) {
        channels.add(channel);
      }
      return null;
    }
    var restored =
        new PbxEvent.LinkRestored(AmiTranslator.time(block, received), List.copyOf(channels));
    channels.clear();
    return restored;
  }

  private static @Nullable LiveChannel line(AmiBlock block) {
    var channel = AmiTranslator.channel(block, "");
    if (channel == null) {
      return null;
    }
    var bridge = block.known("BridgeId");
    return new LiveChannel(
        channel,
        block.get("ChannelState").equals("6"),
        block.get("ChannelState").equals("5"),
        AmiText.known(block, "CallerIDNum"),
        AmiText.known(block, "CallerIDName"),
        block.known("Exten"),
        bridge,
        age(block.get("Duration")));
  }

  /** {@code 00:01:07}, or more digits of hours. */
  private static @Nullable Duration age(String text) {
    var parts = text.split(":", -1);
    try {
      return parts.length == 3
          ? Duration.ofHours(Long.parseLong(parts[0]))
              .plusMinutes(Long.parseLong(parts[1]))
              .plusSeconds(Long.parseLong(parts[2]))
          : null;
    } catch (NumberFormatException | ArithmeticException broken) {
      return null;
    }
  }
}
