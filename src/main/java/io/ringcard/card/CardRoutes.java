package io.ringcard.card;

import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Own cards, and a client's timeline, over HTTP. */
public final class CardRoutes {

  private final Cards cards;
  private final Timeline timeline;

  public CardRoutes(Cards cards, Timeline timeline) {
    this.cards = cards;
    this.timeline = timeline;
  }

  public void addTo(Routes routes) {
    routes
        .on("listCards", this::list)
        .on("dismissCard", this::dismiss)
        .on("getTimeline", this::timeline);
  }

  record CardList(List<Card> items, @Nullable String next) {}

  private CardList list(Request request) {
    return new CardList(cards.of(request.principal().userId()), null);
  }

  private @Nullable Object dismiss(Request request) {
    cards.dismiss(request.id(), request.principal().userId());
    return null;
  }

  record TimelinePage(List<Timeline.Item> items, @Nullable String next) {}

  private TimelinePage timeline(Request request) {
    return new TimelinePage(timeline.of(request.id()), null);
  }
}
