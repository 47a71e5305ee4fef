package io.ringcard.call;

import io.ringcard.call.Facts.Line;
import io.ringcard.call.Facts.Stay;
import io.ringcard.pbx.Party;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The client and a phone could hear each other: they were in one bridge, or in two that a Local
 * channel joins. So could the client and a line to the outside that was called for the client: the
 * mobile of an operator.
 *
 * @param to null while they can
 */
record Contact(Line phone, Moment from, @Nullable Moment to) {

  /** All of them in order of their beginning. */
  static List<Contact> of(CallState state, Line client) {
    if (client.stays().isEmpty()) {
      return List.of();
    }
    var search = new Search(state, new ArrayList<>());
    search.follow(client, new Window(new Moment(Long.MIN_VALUE, null), null), new HashSet<>());
    search.found.sort(Comparator.comparing(Contact::from));
    return search.found;
  }

  /** The one that lasted longer. */
  static Contact later(Contact a, Contact b) {
    return a.to == null || (b.to != null && b.to.before(a.to)) ? a : b;
  }

  private record Window(Moment from, @Nullable Moment to) {

    Window within(Stay stay) {
      return new Window(Moment.last(from, stay.entered()), Moment.first(to, stay.left()));
    }

    boolean isEmpty() {
      return to != null && !from.before(to);
    }
  }

  /** Goes from bridge to bridge; {@code path} holds the channels behind it. */
  private record Search(CallState state, List<Contact> found) {

    void follow(Line line, Window window, Set<String> path) {
      if (!path.add(line.uniqueid())) {
        return;
      }
      for (var mine : line.stays()) {
        if (!mine.waiting()) {
          state.lines().forEach(other -> meet(mine, other, window.within(mine), path));
        }
      }
      path.remove(line.uniqueid());
    }

    private void meet(Stay mine, Line other, Window window, Set<String> path) {
      for (var theirs : other.stays()) {
        var together = window.within(theirs);
        var here = theirs.bridge().equals(mine.bridge()) && !together.isEmpty();
        if (here && !path.contains(other.uniqueid())) {
          switch (other.party()) {
            case Party.Phone _ -> found.add(new Contact(other, together.from, together.to));
            case Party.LocalHalf half -> followOtherHalf(other, half, together, path);
            case Party.Trunk _ -> {
              if (other.dial() != null || other.recovered()) {
                found.add(new Contact(other, together.from, together.to));
              }
            }
            case Party.Service _ -> {}
          }
        }
      }
    }

    private void followOtherHalf(Line line, Party.LocalHalf half, Window window, Set<String> path) {
      path.add(line.uniqueid());
      for (var other : state.lines()) {
        if (other != line && half.equals(other.party())) {
          follow(other, window, path);
        }
      }
      path.remove(line.uniqueid());
    }
  }
}
