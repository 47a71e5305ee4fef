package io.ringcard.numbering;

import io.ringcard.calllog.Renumbering;
import io.ringcard.client.Matches;
import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonArray;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** Trying rules for numbers, and applying them to past calls, over HTTP. */
public final class NumberingRoutes {

  private final NumberTrial trial;
  private final PastNumbers past;

  /**
   * @param regions the country of an exchange by its id; fails for one that there is not
   */
  public NumberingRoutes(
      Db db, Matches matches, LongFunction<String> regions, Renumbering calls, Clock clock) {
    trial = new NumberTrial(db, matches, regions);
    past = new PastNumbers(calls, clock);
  }

  public void addTo(Routes routes) {
    routes
        .on("tryNumberRules", this::tryRules)
        .on("readPastNumbers", this::start)
        .on("getPastNumbers", this::get);
  }

  record Body(List<Map<String, Object>> rules) {}

  private NumberTrial.Answer tryRules(Request request) {
    return trial.of(request.id(), new JsonArray(request.body(Body.class).rules()));
  }

  private PastNumbers.Run start(Request request) {
    return past.start(request.id());
  }

  private PastNumbers.Run get(Request request) {
    return past.get(request.id());
  }
}
