package io.ringcard.call;

import io.ringcard.call.Call.Leg;
import io.ringcard.call.Call.LegResult;
import io.ringcard.call.Facts.Dial;
import io.ringcard.call.Facts.Line;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operators' parts of a call: each ringing or talk of one phone. */
final class Legs {

  private static final int BUSY = 17;
  private static final int REJECTED = 21;

  private final CallState state;
  private final Cast cast;
  private final List<Talk> talks;

  private Legs(CallState state, Cast cast, List<Talk> talks) {
    this.state = state;
    this.cast = cast;
    this.talks = talks;
  }

  /** In the order in which the phones got the call or joined. */
  static List<Leg> of(CallState state, Cast cast, List<Talk> talks) {
    var legs = new Legs(state, cast, talks);
    return cast.phones(state)
        .filter(legs::takesPart)
        .sorted(Comparator.comparing(legs::began))
        .map(legs::leg)
        .toList();
  }

  /**
   * The phones that got the call, and the lines to the outside that were called like phones: the
   * mobile of an operator.
   */
  static List<Line> rung(CallState state, Cast cast) {
    var mobiles =
        cast.isOutbound()
            ? Stream.<Line>of()
            : state.lines().stream().filter(line -> line.party().isTrunk());
    return Stream.concat(cast.phones(state), mobiles).filter(line -> line.dial() != null).toList();
  }

  /** The phone stopped ringing; null while it rings. */
  static @Nullable Moment ringEnd(CallState state, Line phone) {
    var dial = phone.dial();
    var end = Moment.first(phone.life().up(), phone.life().ended());
    end = Moment.first(end, dial == null ? null : dial.ended());
    end = Moment.first(end, stoppedUnheard(state, phone));
    return end == null && state.ending() != null ? state.ending().when() : end;
  }

  /** A phone that is no more had stopped ringing before; that is always told, if to nobody. */
  private static @Nullable Moment stoppedUnheard(CallState state, Line phone) {
    var dial = phone.dial();
    var ended = phone.life().ended();
    if (dial == null || dial.ended() != null || ended == null) {
      return null;
    }
    for (var gap : state.gaps()) {
      if (dial.began().before(gap.unseen()) && gap.unseen().before(ended)) {
        return gap.unseen();
      }
    }
    return null;
  }

  /** How its ringing ended nobody heard. */
  static boolean isEndUnheard(Line phone) {
    return phone.endUnheard() && (phone.dial() == null || phone.dial().ended() == null);
  }

  static boolean isBusy(Line phone) {
    var dial = phone.dial();
    var cause = phone.life().cause();
    return (dial != null && "BUSY".equals(dial.status()))
        || (cause != null && (cause.code() == BUSY || cause.code() == REJECTED));
  }

  private boolean takesPart(Line phone) {
    return phone.dial() != null
        || talk(phone) != null
        || (cast.isOutbound() && phone == cast.caller());
  }

  private @Nullable Talk talk(Line phone) {
    return talks.stream().filter(talk -> talk.phone() == phone).findFirst().orElse(null);
  }

  private Moment began(Line phone) {
    if (phone.dial() != null) {
      return phone.dial().began();
    }
    var talk = talk(phone);
    return talk == null ? phone.life().opened() : talk.from();
  }

  private Leg leg(Line phone) {
    var dial = phone.dial();
    var talk = talk(phone);
    var from = talk == null ? null : talk.from();
    var to = talk == null ? null : talk.to();
    return new Leg(
        phone.party().extension() == null ? "" : phone.party().extension(),
        dial != null,
        Moment.at(dial == null ? null : dial.began()),
        dial == null ? null : Moment.at(ringEnd(state, phone)),
        Moment.at(from),
        Moment.at(to),
        talkTime(talk),
        result(phone, dial, talk));
  }

  private static @Nullable Duration talkTime(@Nullable Talk talk) {
    return talk == null ? Duration.ZERO : Moment.between(talk.from(), talk.to());
  }

  private LegResult result(Line phone, @Nullable Dial dial, @Nullable Talk talk) {
    if (talk != null) {
      return talk.to() == null ? LegResult.TALKING : LegResult.ANSWERED;
    }
    if (dial == null
        || isEndUnheard(phone)
        || (phone.isUp() && (phone.isOver() || phone == cast.caller()))) {
      return LegResult.NO_TALK;
    }
    if (phone.isUp() || ringEnd(state, phone) == null) {
      return LegResult.RINGING;
    }
    return missed(phone, dial);
  }

  private LegResult missed(Line phone, Dial dial) {
    if (dial.forwardedTo() != null) {
      return LegResult.FORWARDED;
    }
    if (isBusy(phone)) {
      return LegResult.BUSY;
    }
    return takenElsewhere(phone, dial) ? LegResult.ANSWERED_ELSEWHERE : LegResult.NO_ANSWER;
  }

  /** While it rang, a colleague picked up. */
  private boolean takenElsewhere(Line phone, Dial dial) {
    var end = ringEnd(state, phone);
    var talking = talks.stream().filter(talk -> dial.began().before(talk.from())).map(Talk::phone);
    var called = cast.phones(state).filter(line -> line.dial() != null);
    return end != null
        && Stream.concat(talking, called)
            .filter(other -> other != phone)
            .map(other -> other.life().up())
            .anyMatch(up -> up != null && dial.began().before(up) && up.compareTo(end) <= 0);
  }

  /** Parts of several operators at once count once. */
  static @Nullable Duration together(List<Talk> talks) {
    var sum = Duration.ZERO;
    Moment covered = null;
    for (var talk : talks) {
      var from = covered == null ? talk.from() : Moment.last(covered, talk.from());
      var to = talk.to();
      if (to == null) {
        return null;
      }
      if (from.before(to)) {
        var part = Moment.between(from, to);
        if (part == null) {
          return null;
        }
        sum = sum.plus(part);
        covered = to;
      }
    }
    return sum;
  }
}
