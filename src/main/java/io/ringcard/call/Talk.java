package io.ringcard.call;

import io.ringcard.call.CallState.Attended;
import io.ringcard.call.CallState.Blind;
import io.ringcard.call.CallState.Park;
import io.ringcard.call.Facts.Line;
import io.ringcard.pbx.Party;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The time during which the client belonged to one operator's channel: from their first contact to
 * the transfer that gave the client away, or to the end of either. Hold and consultation are a part
 * of it, although the two do not hear each other then.
 *
 * @param from began; its time is null when nobody listened then
 * @param to null while it lasts
 */
record Talk(Line phone, Moment from, @Nullable Moment to) {

  /**
   * They were in one bridge, directly or through Local channels; {@code to} null while they are.
   */
  private record Contact(Line phone, Moment from, @Nullable Moment to) {}

  /** All talks in order of their beginning. */
  static List<Talk> of(CallState state, Cast cast) {
    var client = cast.client();
    if (client == null || client.stays().isEmpty()) {
      return List.of();
    }
    var contacts = new ArrayList<Contact>();
    collect(state, client, new Moment(Long.MIN_VALUE, null), null, new HashSet<>(), contacts);
    return talks(state, cast, client, contacts);
  }

  private static void collect(
      CallState state,
      Line line,
      Moment from,
      @Nullable Moment to,
      Set<String> path,
      List<Contact> contacts) {
    if (!path.add(line.uniqueid())) {
      return;
    }
    for (var mine : line.stays()) {
      for (var other : mine.waiting() ? List.<Line>of() : state.lines()) {
        for (var theirs : other == line ? List.<Facts.Stay>of() : other.stays()) {
          if (theirs.bridge().equals(mine.bridge())) {
            var start = Moment.last(from, Moment.last(mine.entered(), theirs.entered()));
            var end = Moment.first(to, Moment.first(mine.left(), theirs.left()));
            if (end == null || start.before(end)) {
              meet(state, other, start, end, path, contacts);
            }
          }
        }
      }
    }
    path.remove(line.uniqueid());
  }

  private static void meet(
      CallState state,
      Line other,
      Moment start,
      @Nullable Moment end,
      Set<String> path,
      List<Contact> contacts) {
    switch (other.party()) {
      case Party.Phone _ -> contacts.add(new Contact(other, start, end));
      case Party.LocalHalf(var pair) -> {
        for (var line : state.lines()) {
          if (line != other && line.party() instanceof Party.LocalHalf half) {
            if (half.pair().equals(pair)) {
              path.add(other.uniqueid());
              collect(state, line, start, end, path, contacts);
              path.remove(other.uniqueid());
            }
          }
        }
      }
      case Party.Trunk _, Party.Service _ -> {}
    }
  }

  private static List<Talk> talks(CallState state, Cast cast, Line client, List<Contact> contacts) {
    var first = new LinkedHashMap<Line, Contact>();
    var last = new LinkedHashMap<Line, Contact>();
    contacts.sort(Comparator.comparing(Contact::from));
    for (var contact : contacts) {
      if (contact.phone() != cast.client()) {
        first.putIfAbsent(contact.phone(), contact);
        last.merge(contact.phone(), contact, Talk::later);
      }
    }
    var talks = new ArrayList<Talk>();
    for (var contact : first.values()) {
      talks.add(
          new Talk(contact.phone(), contact.from(), end(state, client, contact, first, last)));
    }
    return talks;
  }

  private static Contact later(Contact a, Contact b) {
    return a.to() == null || (b.to() != null && b.to().before(a.to())) ? a : b;
  }

  private static @Nullable Moment end(
      CallState state,
      Line client,
      Contact began,
      Map<Line, Contact> first,
      Map<Line, Contact> last) {
    var phone = began.phone();
    var end = Moment.first(client.life().ended(), phone.life().ended());
    end = Moment.first(end, givenAway(state, phone, began.from()));
    var apart = last.getOrDefault(phone, began).to();
    if (apart != null) {
      for (var next : first.values()) {
        if (next.phone() != phone && !next.from().before(apart)) {
          end = Moment.first(end, next.from());
        }
      }
    }
    return end == null && state.ending() != null ? state.ending().when() : end;
  }

  /** When this phone transferred or parked the client. */
  private static @Nullable Moment givenAway(CallState state, Line phone, Moment from) {
    for (var move : state.moves()) {
      var given =
          switch (move) {
            case Blind blind -> blind.transferer().equals(phone.uniqueid());
            case Attended attended ->
                attended.transferer().equals(phone.uniqueid())
                    || attended.consulting().equals(phone.uniqueid());
            case Park park ->
                park.parker() != null
                    && park.parker().equals(phone.party().extension())
                    && from.before(park.when());
            case CallState.Pickup _ -> false;
          };
      if (given && !move.when().before(from)) {
        return move.when();
      }
    }
    return null;
  }
}
