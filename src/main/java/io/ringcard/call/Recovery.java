package io.ringcard.call;

import io.ringcard.call.Facts.Dial;
import io.ringcard.call.Facts.Life;
import io.ringcard.call.Facts.Line;
import io.ringcard.call.Facts.Stay;
import io.ringcard.call.Facts.Told;
import io.ringcard.pbx.PbxEvent.LinkRestored;
import io.ringcard.pbx.PbxEvent.LiveChannel;
import io.ringcard.pbx.PbxProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * After a gap: what the list of living channels says about one call. That a channel is in a bridge
 * now is known, since when is not; the same for the end of one that has gone.
 */
final class Recovery {

  /** Channels that began a call before those that they called. */
  static final Comparator<LiveChannel> FIRST_THEN_ELDEST =
      Comparator.comparing(Recovery::isSecondary).thenComparing(Recovery::born);

  private static final Duration YOUNG = Duration.ofSeconds(5);

  private Recovery() {}

  /**
   * The call's own channels against the list. When the link was not lost and the list was asked for
   * in between, channels of the last moments may be younger than it is.
   */
  static CallState apply(CallState state, LinkRestored list, Moment now) {
    var unseen = new Moment(now.order(), null);
    var lost = state.isDeaf() ? state.gaps().getLast().from() : null;
    var changed = state.hearing(now);
    for (var line : state.lines()) {
      var live = find(list, line.uniqueid());
      if (live != null) {
        changed = changed.with(update(line, live, unseen));
      } else if (!line.isOver() && isOlder(line.life().opened(), lost, now)) {
        changed = changed.with(missing(line, unseen));
      }
    }
    var gone = !state.isOver() && changed.lines().stream().allMatch(Line::isOver);
    return gone ? changed.over(CallState.Why.GONE, unseen) : changed;
  }

  private static boolean isOlder(Moment opened, @Nullable Moment lost, Moment now) {
    if (lost != null) {
      return opened.before(lost);
    }
    var age = Moment.between(opened, now);
    return age == null || age.compareTo(YOUNG) > 0;
  }

  private static boolean isSecondary(LiveChannel live) {
    return !live.channel().uniqueid().equals(live.channel().linkedid());
  }

  private static Instant born(LiveChannel live) {
    return Instant.EPOCH.minus(live.age() == null ? Duration.ZERO : live.age());
  }

  /** A channel of which only the list tells. */
  static Line line(PbxProfile profile, LiveChannel live, Moment now) {
    var at = now.at() == null || live.age() == null ? null : now.at().minus(live.age());
    var opened = new Moment(now.order(), at);
    var unseen = new Moment(now.order(), null);
    var life = Life.from(opened);
    life = live.ringing() ? life.ringing(unseen) : life;
    life = live.up() ? life.up(unseen) : life;
    var bridge = live.bridge();
    return new Line(
        live.channel().uniqueid(),
        live.channel().name(),
        profile.partyOf(live.channel().name()),
        live.channel().linkedid(),
        live.number(),
        live.name(),
        live.exten(),
        true,
        false,
        life,
        dial(live, unseen),
        bridge == null ? List.of() : List.of(new Stay(bridge, false, false, unseen, null)),
        List.of(),
        List.of(),
        Told.NOTHING);
  }

  private static Line missing(Line line, Moment unseen) {
    var called = line.dial() == null ? line.with(beginning(line, unseen)) : line;
    return Hearing.gone(called, unseen).with(line.life().ended(unseen, null, null));
  }

  private static Line update(Line line, LiveChannel live, Moment unseen) {
    var life = live.up() ? line.life().up(unseen) : line.life();
    life = live.ringing() ? life.ringing(unseen) : life;
    var bridge = live.bridge();
    var stays = new ArrayList<>(line.stays());
    stays.replaceAll(stay ->
        stay.left() == null && !stay.bridge().equals(bridge)
            ? new Stay(stay.bridge(), stay.waiting(), stay.conference(), stay.entered(), unseen)
            : stay);
    var inside = stays.stream().anyMatch(stay -> stay.left() == null);
    if (bridge != null && !inside) {
      stays.add(new Stay(bridge, false, false, unseen, null));
    }
    var seen = line.with(life).withStays(stays);
    if (line.dial() != null) {
      return seen;
    }
    var began = beginning(line, unseen);
    return seen.with(began == null ? dial(live, unseen) : began);
  }

  /** What rings, or is not up and no first channel, was called: by its call, or by an Originate. */
  private static @Nullable Dial dial(LiveChannel live, Moment unseen) {
    var channel = live.channel();
    var first = channel.uniqueid().equals(channel.linkedid());
    return live.ringing() || !(first || live.up())
        ? Dial.concluded(first ? null : channel.linkedid(), unseen)
        : null;
  }

  /** A channel that began as a part of another's call was called by it, a first by an Originate. */
  private static @Nullable Dial beginning(Line line, Moment unseen) {
    var endpoint = line.party().isPhone() || line.party().isTrunk();
    var called = line.called() || line.isSecondary();
    return endpoint && called && !line.recovered()
        ? Dial.concluded(line.isSecondary() ? line.born() : null, unseen)
        : null;
  }

  private static @Nullable LiveChannel find(LinkRestored list, String uniqueid) {
    for (var live : list.channels()) {
      if (live.channel().uniqueid().equals(uniqueid)) {
        return live;
      }
    }
    return null;
  }
}
