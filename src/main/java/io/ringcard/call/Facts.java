package io.ringcard.call;

import io.ringcard.pbx.Party;
import io.ringcard.pbx.PbxEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What was heard about one channel. Values; a fact once heard is not overwritten. */
final class Facts {

  private Facts() {}

  /** From one moment to another; null while it lasts. */
  record Span(Moment from, @Nullable Moment to) {

    /** Some moment of it, nobody knows which. */
    Moment unseen() {
      return new Moment((to == null ? from : to).order(), null);
    }
  }

  /** One stay in one bridge. */
  record Stay(
      String bridge, boolean waiting, boolean conference, Moment entered, @Nullable Moment left) {}

  /**
   * The channel was called by another, or by an Originate ({@code caller} is null).
   *
   * @param heard false when it is only concluded: then {@code caller} is the call's first channel,
   *     whichever of the call it was
   */
  record Dial(
      @Nullable String caller,
      @Nullable String dialString,
      Moment began,
      @Nullable Moment ended,
      @Nullable String status,
      @Nullable String forwardedTo,
      boolean heard) {

    /** Nobody listened when it began. */
    static Dial concluded(@Nullable String caller, Moment unseen) {
      return new Dial(caller, null, unseen, null, null, null, false);
    }

    boolean isBy(Line line) {
      return heard && line.uniqueid().equals(caller);
    }
  }

  /** A recording that was armed on the channel. */
  record Armed(String file, boolean onlyBridged, Moment from, @Nullable Moment to) {}

  /** How the channel lived. */
  record Life(
      Moment opened,
      @Nullable Moment ringing,
      @Nullable Moment up,
      @Nullable Moment hangupRequested,
      @Nullable Moment ended,
      Call.@Nullable Cause cause,
      @Nullable String techCause) {

    static Life from(Moment opened) {
      return new Life(opened, null, null, null, null, null, null);
    }

    Life ringing(Moment when) {
      return ringing != null
          ? this
          : new Life(opened, when, up, hangupRequested, ended, cause, techCause);
    }

    Life up(Moment when) {
      return up != null
          ? this
          : new Life(opened, ringing, when, hangupRequested, ended, cause, techCause);
    }

    Life hangupRequested(Moment when) {
      return hangupRequested != null
          ? this
          : new Life(opened, ringing, up, when, ended, cause, techCause);
    }

    Life ended(Moment when, Call.@Nullable Cause why, @Nullable String tech) {
      return ended != null ? this : new Life(opened, ringing, up, hangupRequested, when, why, tech);
    }
  }

  /** What variables and applications told about the channel. */
  record Told(
      @Nullable String dialResult,
      @Nullable String numberMeant,
      @Nullable String did,
      @Nullable String messageFile,
      boolean messageKept,
      @Nullable String recordedAs,
      boolean recordingStarted) {

    static final Told NOTHING = new Told(null, null, null, null, false, null, false);
  }

  /**
   * @param born linked id with which the channel appeared
   * @param recovered known from a list of channels only, its beginning was not heard
   * @param called it was told at its beginning that somebody calls it
   */
  record Line(
      String uniqueid,
      String name,
      Party party,
      String born,
      @Nullable String number,
      @Nullable String callerName,
      @Nullable String exten,
      boolean recovered,
      boolean called,
      Life life,
      @Nullable Dial dial,
      List<Stay> stays,
      List<Span> holds,
      List<Armed> recordings,
      Told told) {

    Line {
      stays = List.copyOf(stays);
      holds = List.copyOf(holds);
      recordings = List.copyOf(recordings);
    }

    static Line opened(PbxEvent.ChannelOpened event, Party party, Moment when) {
      var channel = event.channel();
      return new Line(
          channel.uniqueid(),
          channel.name(),
          party,
          channel.linkedid(),
          event.number(),
          event.name(),
          event.exten(),
          false,
          event.called(),
          Life.from(when),
          null,
          List.of(),
          List.of(),
          List.of(),
          Told.NOTHING);
    }

    Line with(Life changed) {
      return changed == life ? this : copy(changed, dial, stays, holds, recordings, told);
    }

    Line with(@Nullable Dial changed) {
      return changed == dial ? this : copy(life, changed, stays, holds, recordings, told);
    }

    Line with(Told changed) {
      return changed.equals(told) ? this : copy(life, dial, stays, holds, recordings, changed);
    }

    Line withStays(List<Stay> changed) {
      return copy(life, dial, changed, holds, recordings, told);
    }

    Line withHolds(List<Span> changed) {
      return copy(life, dial, stays, changed, recordings, told);
    }

    Line withRecordings(List<Armed> changed) {
      return copy(life, dial, stays, holds, changed, told);
    }

    private Line copy(
        Life life,
        @Nullable Dial dial,
        List<Stay> stays,
        List<Span> holds,
        List<Armed> recordings,
        Told told) {
      return new Line(
          uniqueid,
          name,
          party,
          born,
          number,
          callerName,
          exten,
          recovered,
          called,
          life,
          dial,
          stays,
          holds,
          recordings,
          told);
    }

    boolean isUp() {
      return life.up() != null;
    }

    boolean isOver() {
      return life.ended() != null;
    }

    /** It was there before a gap and not after it. */
    boolean endUnheard() {
      return life.ended() != null && life.ended().at() == null && life.cause() == null;
    }

    boolean isSpent() {
      return isOver()
          && !isUp()
          && stays.isEmpty()
          && recordings.isEmpty()
          && !told.messageKept()
          && party instanceof Party.LocalHalf;
    }

    /** It was called by an Originate, not by a channel. */
    boolean isOriginated() {
      return dial != null && dial.caller() == null;
    }

    /** It bears another's name: it came into a call that was there, and was not its beginning. */
    boolean isSecondary() {
      return !born.equals(uniqueid);
    }

    boolean isBridged() {
      return stays.stream().anyMatch(stay -> stay.left() == null && !stay.waiting());
    }
  }

  /** The list with the one more. */
  static <T> List<T> plus(List<T> list, T more) {
    var longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }

  /** The list with every element changed; the same list when nothing was. */
  static <T> List<T> each(List<T> list, UnaryOperator<T> change) {
    List<T> changed = null;
    for (var i = 0; i < list.size(); i++) {
      var old = list.get(i);
      var now = change.apply(old);
      if (now != old) {
        changed = changed == null ? new ArrayList<>(list) : changed;
        changed.set(i, now);
      }
    }
    return changed == null ? list : changed;
  }
}
