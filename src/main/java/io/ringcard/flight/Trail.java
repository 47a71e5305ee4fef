package io.ringcard.flight;

import io.ringcard.ami.AmiAction;
import io.ringcard.call.Call;
import io.ringcard.pbx.PbxEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was heard for one call, in order, and what each event changed about it. Grows. */
final class Trail {

  /**
   * @param before the call as told before this event; null when nothing was
   * @param after the same after it
   */
  record Turn(Heard heard, @Nullable Call before, @Nullable Call after) {}

  private final List<Turn> turns = new ArrayList<>();

  /** Of several changes by one event the first "before" and the last "after" count. */
  void heard(Heard heard, @Nullable Call before, @Nullable Call after) {
    var last = turns.isEmpty() ? null : turns.getLast();
    if (last != null && last.heard() == heard) {
      turns.set(turns.size() - 1, new Turn(heard, last.before(), after));
    } else {
      turns.add(new Turn(heard, before, after));
    }
  }

  /** The other call is a part of this one. */
  void join(Trail other) {
    turns.addAll(other.turns);
    turns.sort(Comparator.comparingLong(turn -> turn.heard().order()));
  }

  /** Records tell less than what was heard, and nothing of it can be given away as events. */
  Story.Source source() {
    return turns.stream().anyMatch(turn -> turn.heard().row() != null)
        ? Story.Source.RECORDS
        : Story.Source.EVENTS;
  }

  /** The channels that this product asks for bear its ids. */
  Story.@Nullable Asker askedBy() {
    Story.Asker asker = null;
    for (var turn : turns) {
      switch (turn.heard().event()) {
        case PbxEvent.ChannelOpened opened
            when opened.channel().uniqueid().startsWith(AmiAction.Originate.OWN_ID) -> {
          return Story.Asker.RINGCARD;
        }
        case PbxEvent.OriginateEnded _ -> asker = Story.Asker.OTHER;
        default -> {}
      }
    }
    return asker;
  }

  List<Turn> turns() {
    return List.copyOf(turns);
  }

  /** As told last; null when nothing was. */
  @Nullable Call call() {
    return turns.isEmpty() ? null : turns.getLast().after();
  }
}
