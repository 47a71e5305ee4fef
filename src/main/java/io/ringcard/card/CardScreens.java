package io.ringcard.card;

import io.ringcard.calllog.CallView;
import io.ringcard.http.Push;

/** Puts cards on people's screens and takes them away. */
final class CardScreens {

  private final Push push;

  CardScreens(Push push) {
    this.push = push;
  }

  /** Sends the card, unless it stands there just so. */
  void show(CardLane lane, long userId, Card card) {
    var former = lane.shown.put(userId, card);
    if (lane.state.anew || !card.equals(former)) {
      push.send(userId, "card", card);
    }
  }

  /**
   * Tells this person that the card goes, and who has the call now. While a colleague is about to
   * pick it up and nobody can name them yet, it stays for that moment.
   */
  void takeAway(CardLane lane, long userId, CallView view) {
    var takenBy = CardFace.takenBy(view, userId).orElse(null);
    if (takenBy == null && isBeingPickedUp(view)) {
      return;
    }
    lane.shown.remove(userId);
    push.send(userId, "card-gone", new Card.Gone(Long.toString(lane.id), takenBy));
  }

  private static boolean isBeingPickedUp(CallView view) {
    return view.state().equals("live")
        && view.transfers().stream()
            .anyMatch(move -> move.type().equals("pickup") && move.result() == null);
  }

  /** Takes the card from everybody: there is no such call. */
  void takeAway(CardLane lane) {
    for (var userId : lane.shown.keySet()) {
      push.send(userId, "card-gone", new Card.Gone(Long.toString(lane.id), null));
    }
    lane.shown.clear();
  }
}
