package io.ringcard.card;

import io.ringcard.card.TimelineFilter.Cursor;
import io.ringcard.http.Request;
import io.ringcard.http.Routes;

/** A client's timeline over HTTP. */
public final class TimelineRoutes {

  private final Timeline timeline;

  public TimelineRoutes(Timeline timeline) {
    this.timeline = timeline;
  }

  public void addTo(Routes routes) {
    routes.on("getTimeline", this::page);
  }

  private Timeline.Page page(Request request) {
    return timeline.page(
        new TimelineFilter(
            request.id(),
            request.find("kind").orElse(null),
            request.find("cursor").map(Cursor::of).orElse(null),
            request.findInt("limit").orElse(50)));
  }
}
