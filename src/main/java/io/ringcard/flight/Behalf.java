package io.ringcard.flight;

import io.ringcard.pbx.Party;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxEvent.Channel;
import io.ringcard.pbx.PbxProfile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * For whom the exchange calls through channels of its own (Local): their far half runs the dialplan
 * for whoever called them, their near half acts for whomever they reached.
 */
final class Behalf {

  private final PbxProfile profile;
  private final Map<String, String> calledBy = new HashMap<>();
  private final Map<String, String> reached = new HashMap<>();

  /** Of a pair that was called by another one, that one. */
  private final Map<String, String> outer = new HashMap<>();

  Behalf(PbxProfile profile) {
    this.profile = profile;
  }

  /** The lane for which this channel calls; null when it is none of these, or nobody knows. */
  @Nullable String of(@Nullable Channel caller) {
    var pair = pair(caller);
    return pair == null ? null : isFar(caller) ? calledBy.get(pair) : reached.get(pair);
  }

  /**
   * @param from lane of whoever calls
   * @param to lane of whom is called; null for another pair
   */
  void called(PbxEvent.DialBegan dial, @Nullable String from, @Nullable String to) {
    var by = isFar(dial.caller()) ? pair(dial.caller()) : null;
    var pair = pair(dial.callee());
    if (pair != null && from != null) {
      calledBy.put(pair, from);
    }
    if (pair != null && by != null) {
      outer.put(pair, by);
    }
    var told = new HashSet<String>();
    for (var one = by; one != null && to != null && told.add(one); one = outer.get(one)) {
      reached.put(one, to);
    }
  }

  /** From then on this one calls for whoever was sent on through it. */
  void sentOn(@Nullable Channel channel, @Nullable String whom) {
    var pair = pair(channel);
    if (pair != null && whom != null) {
      calledBy.put(pair, whom);
      reached.put(pair, whom);
    }
  }

  private @Nullable String pair(@Nullable Channel channel) {
    return channel != null && profile.partyOf(channel.name()) instanceof Party.LocalHalf(var pair)
        ? pair
        : null;
  }

  private static boolean isFar(@Nullable Channel channel) {
    return channel != null && channel.name().endsWith(";2");
  }
}
