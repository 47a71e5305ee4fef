package io.ringcard.outcome;

import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The catalogue of outcomes and the outcome of a call over HTTP. */
public final class OutcomeRoutes {

  private final Outcomes outcomes;
  private final Consumer<OutcomeWritten> written;

  /**
   * @param written told of each outcome once it stands, for the screens
   */
  public OutcomeRoutes(Outcomes outcomes, Consumer<OutcomeWritten> written) {
    this.outcomes = outcomes;
    this.written = written;
  }

  public void addTo(Routes routes) {
    routes.on("putOutcome", this::put).on("listOutcomes", this::list);
  }

  record OutcomeList(List<Outcome> items, @Nullable String next) {}

  private OutcomeWritten put(Request request) {
    var body = request.body(OutcomeBody.class);
    var result = outcomes.write(request.principal(), request.id(), body, request::has);
    written.accept(result);
    return result;
  }

  private OutcomeList list(Request request) {
    return new OutcomeList(outcomes.list(), null);
  }
}
