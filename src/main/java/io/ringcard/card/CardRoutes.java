package io.ringcard.card;

import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Own cards over HTTP. */
public final class CardRoutes {

  private final Cards cards;

  public CardRoutes(Cards cards) {
    this.cards = cards;
  }

  public void addTo(Routes routes) {
    routes
        .on("listCards", this::list)
        .on("dismissCard", this::dismiss)
        .on("recallCard", this::recall);
  }

  record CardList(List<Card> items, @Nullable String next) {}

  private CardList list(Request request) {
    return new CardList(cards.of(request.principal().userId()), null);
  }

  private @Nullable Object dismiss(Request request) {
    cards.dismiss(request.id(), request.principal().userId());
    return null;
  }

  private @Nullable Object recall(Request request) {
    cards.recall(request.id(), request.principal().userId());
    return null;
  }
}
