package io.ringcard.call;

import io.ringcard.call.Call.Direction;
import io.ringcard.call.Facts.Line;
import io.ringcard.pbx.Party;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.pbx.Signalled;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is who in a call. The channel it began with decides: a trunk's makes it inbound; a phone's
 * makes it outbound or internal by whom it called first. What later transfers bring changes nothing
 * of it.
 *
 * @param client the client's channel (internal: the caller's); null while nobody was dialled
 * @param caller the operator's channel that placed the call (outbound, internal)
 */
record Cast(Direction direction, @Nullable Line client, @Nullable Line caller) {

  /** Q.850: unallocated number, no route to destination, subscriber absent. */
  private static final Set<Integer> NOBODY_THERE = Set.of(1, 3, 20);

  static Cast of(PbxProfile profile, CallState state) {
    var origin = state.origin();
    return switch (origin.party()) {
      case Party.Trunk _ ->
          wasCalled(profile, origin)
              ? new Cast(Direction.OUTBOUND, origin, null)
              : new Cast(Direction.INBOUND, origin, null);
      case Party.Phone _ -> fromPhone(profile, state, origin, origin);
      case Party.LocalHalf _, Party.Service _ ->
          fromPhone(profile, state, origin, placing(profile, state));
    };
  }

  /** By an Originate, or by a channel that is no more when the call is found. */
  private static boolean wasCalled(PbxProfile profile, Line origin) {
    return origin.called()
        || origin.isOriginated()
        || origin.isSecondary()
        || origin.told().numberMeant() != null
        || (origin.recovered() && showsOwnNumber(profile, origin));
  }

  /** A line that an Originate called bears the number that is shown there. */
  private static boolean showsOwnNumber(PbxProfile profile, Line line) {
    var number = Signalled.number(line.number());
    return number != null && profile.ownNumbers().contains(number);
  }

  /**
   * Whom an Originate made place the call: it calls the operator and then the client's number, or
   * the client and then the operator. Null when the client was first.
   */
  private static @Nullable Line placing(PbxProfile profile, CallState state) {
    var called = dialled(state);
    var beyond = Originate.beyond(state, called);
    var then = state.origin().told().numberMeant();
    var clientFirst =
        then == null
            ? !called.isEmpty()
                && called.getFirst().party().isTrunk()
                && beyond.stream().noneMatch(line -> line.party().isTrunk())
            : !profile.isOutside(then);
    var phones =
        called.stream().filter(line -> line.party().isPhone() && !beyond.contains(line)).toList();
    return clientFirst || phones.isEmpty()
        ? null
        : phones.stream().filter(Line::isUp).findFirst().orElse(phones.getFirst());
  }

  private static Cast fromPhone(
      PbxProfile profile, CallState state, Line origin, @Nullable Line caller) {
    var called = dialled(state).stream().filter(line -> line != caller).toList();
    var beyond = caller == null ? List.<Line>of() : Originate.perhapsBeyond(state, called);
    var others = beyond.isEmpty() ? called : beyond;
    var firstCalled = others.isEmpty() ? null : others.getFirst();
    var then = origin.told().numberMeant();
    var outbound =
        firstCalled == null
            ? meansOutside(profile, origin)
            : (then != null && profile.isOutside(then))
                || (firstCalled.party().isTrunk()
                    && !isMobile(profile, state, origin, firstCalled));
    return outbound
        ? new Cast(Direction.OUTBOUND, reached(profile, state), caller)
        : new Cast(Direction.INTERNAL, caller, caller);
  }

  /**
   * A line to the outside that a number of the house led to, and not the phone itself dialled. Who
   * dialled it may not have been heard: then a Local channel did, if there is one.
   */
  private static boolean isMobile(PbxProfile profile, CallState state, Line origin, Line called) {
    var dial = called.dial();
    var throughOther =
        dial != null && dial.heard()
            ? !dial.isBy(origin)
            : state.lines().stream().anyMatch(line -> line.party().isLocal());
    var wanted = Signalled.number(origin.exten());
    return origin.party().isPhone() && throughOther && wanted != null && !profile.isOutside(wanted);
  }

  /** The trunk channel that answered, else the last one tried. */
  private static @Nullable Line reached(PbxProfile profile, CallState state) {
    var trunks = towardsClient(profile, state);
    return trunks.stream()
        .filter(Line::isUp)
        .findFirst()
        .orElse(trunks.isEmpty() ? null : trunks.getLast());
  }

  /**
   * Where an Originate told the client's number: the lines that dialled it, else those that its own
   * channel dialled, or somebody when the operator had picked up; the operator may be at a mobile.
   */
  private static List<Line> towardsClient(PbxProfile profile, CallState state) {
    var called = dialled(state);
    var trunks = called.stream().filter(line -> line.party().isTrunk()).toList();
    var origin = state.origin();
    var number = origin.told().numberMeant();
    if (number == null || !profile.isOutside(number)) {
      var beyond = Originate.perhapsBeyond(state, trunks);
      return beyond.isEmpty() ? trunks : beyond;
    }
    var meant = trunks.stream().filter(line -> number.equals(numberOf(line))).toList();
    Moment pickedUp = null;
    for (var line : called) {
      pickedUp = Moment.first(pickedUp, line.life().up());
    }
    var since = pickedUp;
    return meant.isEmpty()
        ? trunks.stream()
            .filter(line -> isCalledBy(origin, line) || isFrom(since, calledAt(line)))
            .toList()
        : meant;
  }

  private static boolean isCalledBy(Line caller, Line line) {
    return line.dial() != null && line.dial().isBy(caller);
  }

  private static boolean isFrom(@Nullable Moment since, Moment moment) {
    return since != null && !moment.before(since);
  }

  private static @Nullable String numberOf(Line line) {
    return line.dial() == null ? null : Signalled.dialled(line.dial().dialString());
  }

  private static boolean meansOutside(PbxProfile profile, Line origin) {
    var number = numberWanted(origin);
    return number != null && profile.isOutside(number);
  }

  /** What the one who placed the call wanted to reach, before anybody was dialled. */
  static @Nullable String numberWanted(Line origin) {
    if (origin.told().numberMeant() != null) {
      return origin.told().numberMeant();
    }
    return origin.told().dialResult() != null || origin.recovered() || leadsNowhere(origin)
        ? Signalled.number(origin.exten())
        : null;
  }

  /** The number is in no dialplan, or the phone is not registered: no feature code ends so. */
  private static boolean leadsNowhere(Line origin) {
    var cause = origin.life().cause();
    return cause != null && NOBODY_THERE.contains(cause.code());
  }

  /** Phones and trunks that the call itself dialled, in order; not those of joined calls. */
  private static List<Line> dialled(CallState state) {
    return state.lines().stream()
        .filter(line -> line.born().equals(state.linkedid()))
        .filter(line -> line.party().isPhone() || line.party().isTrunk())
        .filter(line -> line.dial() != null || (line.recovered() && line != state.origin()))
        .sorted(Comparator.comparing(Cast::calledAt))
        .toList();
  }

  private static Moment calledAt(Line line) {
    return line.dial() == null ? line.life().opened() : line.dial().began();
  }

  boolean isOutbound() {
    return direction == Direction.OUTBOUND;
  }

  boolean isInbound() {
    return direction == Direction.INBOUND;
  }

  /** True when the phone that placed the call was itself called first: click-to-call. */
  boolean isClickToCall() {
    return caller != null && caller.dial() != null;
  }

  /** The channel whose end is the end of the call. */
  Line side(CallState state) {
    return client == null ? state.origin() : client;
  }

  /** Phones other than the internal caller's. */
  Stream<Line> phones(CallState state) {
    return state.lines().stream()
        .filter(line -> line.party().isPhone() && line != internalCaller());
  }

  private @Nullable Line internalCaller() {
    return direction == Direction.INTERNAL ? caller : null;
  }

  /** The number outside as signalled or dialled; null when withheld or when nobody is outside. */
  @Nullable String externalNumber(PbxProfile profile, CallState state) {
    return switch (direction) {
      case INTERNAL -> null;
      case INBOUND -> client == null ? null : Signalled.number(client.number());
      case OUTBOUND -> {
        if (client == null) {
          yield numberWanted(state.origin());
        }
        if (mayBeOperator(profile, state)) {
          yield null;
        }
        var dialled = numberOf(client);
        var meant = state.origin().told().numberMeant();
        if (dialled != null && meant != null && Signalled.isMadeOf(dialled, meant)) {
          yield meant;
        }
        yield dialled != null || showsOwnNumber(profile, client)
            ? dialled
            : Signalled.number(client.number());
      }
    };
  }

  /** An Originate called an extension that led outside; whom it called then is not known. */
  private boolean mayBeOperator(PbxProfile profile, CallState state) {
    var origin = state.origin();
    var first = Signalled.number(origin.exten());
    return origin.party().isLocal()
        && origin.told().numberMeant() == null
        && first != null
        && !profile.isOutside(first)
        && Originate.perhapsBeyond(state, dialled(state)).isEmpty();
  }

  @Nullable String externalName() {
    return isInbound() && client != null ? Signalled.name(client.callerName()) : null;
  }

  /** What the operator dialled by hand. */
  @Nullable String dialled() {
    return caller == null || isClickToCall() ? null : Signalled.number(caller.exten());
  }

  /** The first extension of the client's channel; later ones are the dialplan's. */
  @Nullable String did(PbxProfile profile) {
    if (!isInbound() || client == null) {
      return null;
    }
    var exten = Signalled.number(client.exten());
    var trusted =
        exten != null
            && (!client.recovered()
                || profile.ownNumbers().contains(exten)
                || profile.isOutside(exten));
    return trusted ? exten : client.told().did();
  }
}
