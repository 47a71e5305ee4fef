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

  /** Tells this person that the card goes, and who has the call now. */
  void takeAway(CardLane lane, long userId, CallView view) {
    lane.shown.remove(userId);
    var takenBy = CardFace.takenBy(view, userId).orElse(null);
    push.send(userId, "card-gone", new Card.Gone(Long.toString(lane.id), takenBy));
  }

  /** Takes the card from everybody: there is no such call. */
  void takeAway(CardLane lane) {
    for (var userId : lane.shown.keySet()) {
      push.send(userId, "card-gone", new Card.Gone(Long.toString(lane.id), null));
    }
    lane.shown.clear();
  }
}
