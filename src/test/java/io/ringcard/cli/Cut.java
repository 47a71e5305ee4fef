package io.ringcard.cli;

import io.ringcard.cli.Story.Heard;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.testkit.LivingChannels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream of which a link that was lost heard nothing between two places. */
record Cut(List<Heard> all, int from, int to) {

  List<Heard> unheard() {
    return all.subList(from, to);
  }

  /** As the link tells it: the list of living channels stands for what was not heard. */
  List<Heard> told() {
    var told = new ArrayList<Heard>();
    var there = new LivingChannels();
    var boot = Instant.EPOCH;
    for (var i = 0; i <= all.size(); i++) {
      var order = 4L * i;
      if (i == from) {
        told.add(new Heard(order, new PbxEvent.LinkLost(before(i))));
      }
      if (i == to) {
        told.add(new Heard(order + 1, new PbxEvent.Booted(before(i), boot)));
        told.add(new Heard(order + 2, there.list(before(i))));
      }
      if (i < all.size()) {
        var event = all.get(i).event();
        there.hear(event);
        boot = event instanceof PbxEvent.Booted booted ? booted.startedAt() : boot;
        if (i < from || i >= to) {
          told.add(new Heard(order + 3, event));
        }
      }
    }
    return told;
  }

  /** When the event before came. */
  private @Nullable Instant before(int place) {
    return place == 0 ? all.getFirst().event().at() : all.get(place - 1).event().at();
  }

  @Override
  public String toString() {
    return from + "-" + to;
  }
}
