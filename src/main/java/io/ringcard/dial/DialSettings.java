package io.ringcard.dial;

import io.ringcard.pbx.PbxProfile;
import java.time.Duration;

/**
 * How the exchange of this house is asked to dial.
 *
 * @param channel what rings first, {@code %s} stands for the operator's extension
 * @param context where the dialplan takes the number from there
 * @param ringFor how long the operator's own phone rings
 */
public record DialSettings(String channel, String context, PbxProfile profile, Duration ringFor) {

  private static final Duration RING_FOR = Duration.ofSeconds(30);

  public DialSettings {
    if (!channel.contains("%s")) {
      throw new IllegalArgumentException("the channel must hold %s for the extension");
    }
  }

  public static DialSettings of(String channel, String context, PbxProfile profile) {
    return new DialSettings(channel, context, profile, RING_FOR);
  }
}
