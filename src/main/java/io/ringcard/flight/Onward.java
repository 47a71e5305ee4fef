package io.ringcard.flight;

import io.ringcard.pbx.PbxEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where somebody goes who was sent on without asking there first: told by what follows. */
final class Onward {

  private final List<PbxEvent> events;
  private final Lanes lanes;

  Onward(Trail trail, Lanes lanes) {
    this.events = trail.turns().stream().map(turn -> turn.heard().event()).toList();
    this.lanes = lanes;
  }

  /** Whom the exchange calls then, or the queue; null when that is nobody. */
  @Nullable String lane(PbxEvent.BlindTransferred transfer) {
    var meant = Lanes.phone(transfer.extension());
    if (lanes.has(meant)) {
      return meant;
    }
    return switch (next(transfer)) {
      case PbxEvent.QueueJoined joined -> lanes.ofQueue(joined.queue());
      case PbxEvent.DialBegan dial -> lanes.of(dial.callee());
      case null, default -> null;
    };
  }

  /** The place where the other side waits to be fetched; null when it is sent elsewhere. */
  @Nullable String parkingPlace(PbxEvent.BlindTransferred transfer) {
    return next(transfer) instanceof PbxEvent.Parked parked ? parked.space() : null;
  }

  private @Nullable PbxEvent next(PbxEvent.BlindTransferred transfer) {
    return events.stream()
        .skip(events.indexOf(transfer) + 1L)
        .filter(this::leads)
        .findFirst()
        .orElse(null);
  }

  private boolean leads(PbxEvent event) {
    return switch (event) {
      case PbxEvent.QueueJoined _, PbxEvent.Parked _, PbxEvent.BlindTransferred _ -> true;
      case PbxEvent.DialBegan dial -> lanes.of(dial.callee()) != null;
      default -> false;
    };
  }
}
