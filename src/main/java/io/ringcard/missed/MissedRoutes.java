package io.ringcard.missed;

import io.ringcard.calllog.CallFilter.Cursor;
import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.missed.DeskFilter.Scope;
import io.ringcard.store.Db;
import io.ringcard.undo.Undone;
import io.vertx.core.json.JsonObject;

/** The desk of missed callers over HTTP. */
public final class MissedRoutes {

  private final Desk desk;
  private final Acts acts;
  private final DeskReport report;
  private final DeskExport export;
  private final Runnable changed;

  /**
   * @param changed told when somebody has decided something about a line
   */
  MissedRoutes(Desk desk, Acts acts, DeskReport report, DeskExport export, Runnable changed) {
    this.desk = desk;
    this.acts = acts;
    this.report = report;
    this.export = export;
    this.changed = changed;
  }

  public void addTo(Routes routes) {
    routes
        .on("listMissed", request -> desk.list(request.principal(), filter(request)))
        .on("countMissed", request -> desk.counts(request.principal()))
        .on("getMissed", request -> desk.get(request.principal(), request.id()))
        .on("patchMissed", this::patch)
        .on("missedFigures", this::figures)
        .on("exportMissed", export::send);
  }

  private MissedLine patch(Request request) {
    var line =
        acts.change(request.principal(), request.id(), request.body(Acts.Body.class), request::has);
    changed.run();
    return line;
  }

  private DeskFigures figures(Request request) {
    return report.figures(
        request.findInstant("from").orElseThrow(),
        request.findInstant("to").orElseThrow(),
        request.find("by").filter("team"::equals).isPresent());
  }

  static DeskFilter filter(Request request) {
    return new DeskFilter(
        Scope.ofSlug(request.find("scope")),
        request.find("state").filter("over"::equals).isPresent(),
        request.findInstant("from").orElse(null),
        request.findInstant("to").orElse(null),
        request.findLong("owner").orElse(null),
        request.find("queue").orElse(null),
        request.find("q").map(String::strip).filter(text -> !text.isEmpty()).orElse(null),
        request.find("cursor").map(MissedRoutes::cursor).orElse(null),
        request.findInt("limit").orElse(100));
  }

  private static Cursor cursor(String text) {
    return Cursor.parse(text)
        .orElseThrow(() -> new Problem.Invalid("cursor", "unknown").asException());
  }

  /** How a decision is taken back; see {@link io.ringcard.undo.Undoing}. */
  public Undone undo(Db transaction, Principal by, JsonObject before) {
    acts.takeBack(transaction, before);
    return Undone.whole(changed);
  }
}
