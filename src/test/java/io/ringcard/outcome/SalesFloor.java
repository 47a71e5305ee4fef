package io.ringcard.outcome;

import io.ringcard.calllog.CallView;
import io.ringcard.calllog.CallViews;
import io.ringcard.client.Notes;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Role;
import io.ringcard.pipeline.Deals;
import io.ringcard.planning.Plans;
import io.ringcard.planning.Replanning;
import io.ringcard.store.Db;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.TestDatabase;
import io.ringcard.undo.Undos;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** People, a client and the rooms that an outcome works in, on a database of its own. */
final class SalesFloor implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

  static final String MEETING = "1";
  static final String OFFER = "3";
  static final String THINKING = "4";
  static final String CALL_BACK = "5";
  static final String REFUSED = "6";
  static final String NOT_REACHED = "8";

  final TestDatabase database = TestDatabase.fresh();
  final Db db = database.db();
  final Principal anna = person("anna", "Анна", Role.OPERATOR);
  final Principal boris = person("boris", "Борис", Role.OPERATOR);
  final Principal sveta = person("sveta", "Света", Role.SUPERVISOR);
  final long client = client("Иванов");
  final Plans plans = new Plans(db);
  final Notes notes = new Notes(db);
  final Deals deals = new Deals(db, plans::nextOfDeals);
  final CallViews calls = new CallViews(db);
  final Catalogue catalogue = new Catalogue(db);
  final Replanning replanning = new Replanning(ZONE, () -> NOW);
  final Consequences consequences = new Consequences(plans, notes, replanning, ZONE, () -> NOW);
  final Outcomes outcomes = new Outcomes(db, calls, deals, plans, catalogue, consequences);
  final Undos undos =
      new Undos(db)
          .on(Outcomes.UNDO, new OutcomeRoutes(outcomes, catalogue, call -> {}, () -> {})::undo);

  Principal person(String login, String name, Role role) {
    return new Principal(database.user(login, name, role.slug()), login, name, role);
  }

  long client(String name) {
    return db.get(
        "insert into client (name) values ($1) returning id", row -> row.getLong(0), name);
  }

  /** Anna talked with the client for a minute, after Boris had let it ring. */
  long call() {
    return CallSeed.inbound(db, NOW.minusSeconds(300))
        .client(client)
        .rang(boris.userId(), "no_answer", 15)
        .spoke(anna.userId(), 60)
        .write();
  }

  long deal(long of, long step) {
    var id =
        db.get(
            "insert into deal (title, client_id, step_id) values ('Сделка', $1, $2) returning id",
            row -> row.getLong(0),
            of,
            step);
    db.run("insert into deal_step (deal_id, step_id) values ($1, $2)", id, step);
    return id;
  }

  /** A call of Anna's about that deal, planned long ago. */
  long plan(long deal, String at) {
    return db.get(
        """
        insert into plan (client_id, deal_id, assignee_id, at, created_by, created_at)
        values ($1, $2, $3, $4, $3, '2026-11-01') returning id
        """,
        row -> row.getLong(0),
        client,
        deal,
        anna.userId(),
        Instant.parse(at));
  }

  OutcomeWritten write(Principal by, OutcomeBody body, long call, String... given) {
    return outcomes.write(by, call, body, Set.of(given)::contains);
  }

  static OutcomeBody put(String outcome) {
    return put(outcome, null);
  }

  static OutcomeBody put(String outcome, @Nullable String note) {
    return new OutcomeBody(outcome, note, null, null, null);
  }

  static OutcomeBody about(long deal, String outcome) {
    return new OutcomeBody(outcome, null, Long.toString(deal), null, null);
  }

  long step(long deal) {
    return Long.parseLong(deals.get(deal).step().id());
  }

  int refusals(long deal) {
    return deals.get(deal).refusals();
  }

  List<Long> history(long deal) {
    return db.list(
        "select step_id from deal_step where deal_id = $1 order by at, id",
        row -> row.getLong("step_id"),
        deal);
  }

  CallView.@Nullable Outcome shown(long call) {
    return calls.find(call).orElseThrow().outcome();
  }

  @Override
  public void close() {
    database.close();
  }
}
