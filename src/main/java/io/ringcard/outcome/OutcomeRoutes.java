package io.ringcard.outcome;

import io.ringcard.calllog.CallView;
import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Principal;
import io.ringcard.store.Db;
import io.ringcard.undo.Undone;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The outcome of a call and the catalogue of outcomes over HTTP. */
public final class OutcomeRoutes {

  private final Outcomes outcomes;
  private final Catalogue catalogue;
  private final Consumer<CallView> written;
  private final Runnable catalogueChanged;

  /**
   * @param written told of each call whose outcome was written or taken back, for the screens
   * @param catalogueChanged told of each change of the catalogue, for the screens
   */
  public OutcomeRoutes(
      Outcomes outcomes,
      Catalogue catalogue,
      Consumer<CallView> written,
      Runnable catalogueChanged) {
    this.outcomes = outcomes;
    this.catalogue = catalogue;
    this.written = written;
    this.catalogueChanged = catalogueChanged;
  }

  public void addTo(Routes routes) {
    routes
        .on("putOutcome", this::put)
        .on("listOutcomes", this::list)
        .on("createOutcome", this::create)
        .on("patchOutcome", this::patch)
        .on("orderOutcomes", this::order);
  }

  /** An outcome taken back, for the registry of {@code undo}. */
  public Undone undo(Db transaction, Principal by, JsonObject before) {
    var done = outcomes.takeBack(transaction, by, before);
    return new Undone(done.left(), () -> written.accept(outcomes.view(done.callId())));
  }

  record OutcomeList(List<Outcome> items, @Nullable String next) {}

  private OutcomeWritten put(Request request) {
    var body = request.body(OutcomeBody.class);
    var result = outcomes.write(request.principal(), request.id(), body, request::has);
    written.accept(result.call());
    return result;
  }

  private OutcomeList list(Request request) {
    return new OutcomeList(catalogue.list(request.findBoolean("all").orElse(false)), null);
  }

  private Outcome create(Request request) {
    return told(catalogue.create(request.body(CatalogueBody.class)));
  }

  private Outcome patch(Request request) {
    return told(catalogue.change(request.id(), request.body(CatalogueBody.class), request::has));
  }

  record Order(List<String> items) {}

  private OutcomeList order(Request request) {
    return told(new OutcomeList(catalogue.order(request.body(Order.class).items()), null));
  }

  private <T> T told(T changed) {
    catalogueChanged.run();
    return changed;
  }
}
