package io.ringcard.call;

import io.ringcard.call.CallState.Attended;
import io.ringcard.call.CallState.Blind;
import io.ringcard.call.CallState.Park;
import io.ringcard.call.Facts.Line;
import io.ringcard.call.Facts.Span;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The time during which the client belonged to one operator's channel: from their first contact to
 * the transfer that gave the client away, or to the end of either. Hold and consultation are a part
 * of it, although the two do not hear each other then.
 *
 * <p>A line to the outside answers for us when no phone had the client before: a mobile that is
 * rung like a phone. Whoever is there is no operator of a leg.
 *
 * @param phone may be such a line
 * @param from began; its time is null when nobody listened then
 * @param to null while it lasts
 */
record Talk(Line phone, Moment from, @Nullable Moment to) {

  private static final Duration HANGUP = Duration.ofSeconds(1);

  /** All talks in order of their beginning. */
  static List<Talk> of(CallState state, Cast cast) {
    var client = cast.client();
    if (client == null) {
      return List.of();
    }
    var first = new LinkedHashMap<String, Contact>();
    var last = new HashMap<String, Contact>();
    for (var contact : withUs(cast, Contact.of(state, client))) {
      first.putIfAbsent(contact.phone().uniqueid(), contact);
      last.merge(contact.phone().uniqueid(), contact, Contact::later);
    }
    var began = List.copyOf(first.values());
    return began.stream()
        .map(contact -> {
          var apart = last.getOrDefault(contact.phone().uniqueid(), contact).to();
          var to = end(state, client, contact, apart, began);
          return new Talk(contact.phone(), contact.from(), to);
        })
        .toList();
  }

  private static List<Contact> withUs(Cast cast, List<Contact> contacts) {
    if (contacts.isEmpty()) {
      return contacts;
    }
    var first = contacts.getFirst().phone();
    var mayBeMobile = !cast.isOutbound() || cast.caller() == null;
    return contacts.stream()
        .filter(contact ->
            contact.phone().party().isPhone() || (mayBeMobile && contact.phone() == first))
        .toList();
  }

  /**
   * @param apart since when they have not heard each other: then whoever hears the client next has
   *     the client
   */
  private static @Nullable Moment end(
      CallState state, Line client, Contact own, @Nullable Moment apart, List<Contact> began) {
    var phone = own.phone();
    var end = Moment.first(client.life().ended(), phone.life().ended());
    end = Moment.first(end, givenAway(state, phone, own.from()));
    if (apart != null) {
      for (var next : began) {
        if (next != own && !next.from().before(apart)) {
          end = Moment.first(end, next.from());
        }
      }
    }
    end = apart == null ? end : Moment.first(end, partedUnheard(state, client, phone, apart, end));
    return end == null && state.ending() != null ? state.ending().when() : end;
  }

  /**
   * While they were apart, or just before, nobody listened: that may have been for good, and the
   * transfer not heard.
   */
  private static @Nullable Moment partedUnheard(
      CallState state, Line client, Line phone, Moment apart, @Nullable Moment end) {
    var unseen = new Moment(apart.order(), null);
    for (var gap : state.gaps()) {
      if (end != null && !gap.from().before(end)) {
        continue;
      }
      if (!gap.unseen().before(apart)) {
        return Moment.last(gap.unseen(), unseen);
      }
      var rest = Moment.between(apart, end);
      if (isCause(gap, client, phone, apart) && rest != null) {
        return rest.compareTo(HANGUP) > 0 ? unseen : apart;
      }
    }
    return null;
  }

  /** They parted soon after the gap, and neither was heard to hang up. */
  private static boolean isCause(Span gap, Line client, Line phone, Moment apart) {
    var since = Moment.between(gap.to(), apart);
    return since != null
        && since.compareTo(Silence.TAKING_APART) < 0
        && !hadHungUp(client, apart)
        && !hadHungUp(phone, apart);
  }

  private static boolean hadHungUp(Line line, Moment apart) {
    var asked = line.life().hangupRequested();
    return asked != null && asked.before(apart);
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
