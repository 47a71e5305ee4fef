package io.ringcard.call;

import io.ringcard.call.CallState.Attended;
import io.ringcard.call.CallState.Blind;
import io.ringcard.call.CallState.Park;
import io.ringcard.call.Facts.Line;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** All talks in order of their beginning. */
  static List<Talk> of(CallState state, Cast cast) {
    var client = cast.client();
    if (client == null) {
      return List.of();
    }
    var first = new LinkedHashMap<String, Contact>();
    var last = new HashMap<String, Contact>();
    for (var contact : Contact.of(state, client)) {
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
