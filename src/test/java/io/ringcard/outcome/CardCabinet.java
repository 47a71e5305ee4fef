package io.ringcard.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.calllog.CallLog;
import io.ringcard.calllog.CallLogRoutes;
import io.ringcard.calllog.CallViews;
import io.ringcard.calllog.CallerLookup;
import io.ringcard.calllog.Tallies;
import io.ringcard.card.Timeline;
import io.ringcard.card.TimelineRoutes;
import io.ringcard.client.ClientLists;
import io.ringcard.client.ClientMergeRoutes;
import io.ringcard.client.ClientMerges;
import io.ringcard.client.ClientRoutes;
import io.ringcard.client.Clients;
import io.ringcard.client.Duplicates;
import io.ringcard.client.Matches;
import io.ringcard.client.Notes;
import io.ringcard.client.Numbers;
import io.ringcard.http.Routes;
import io.ringcard.pipeline.Deals;
import io.ringcard.pipeline.PipelineRoutes;
import io.ringcard.pipeline.Pipelines;
import io.ringcard.planning.PlanRoutes;
import io.ringcard.planning.Plans;
import io.ringcard.planning.TodayView;
import io.ringcard.store.Db;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.MissedDesk;
import io.ringcard.testkit.Pushed;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestServer;
import io.ringcard.undo.UndoRoutes;
import io.ringcard.undo.Undos;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Clients' cards over HTTP with all that hangs on them, on the sales floor. */
final class CardCabinet implements AutoCloseable {

  static final String FIRST = "+79161234567";
  static final String SECOND = "+74957654321";

  final SalesFloor floor = new SalesFloor();
  final Db db = floor.db;
  final Tallies tallies = new Tallies();
  private final CallLog log = new CallLog(db, new Lookup(), List.of(), List.of());
  private final TestServer server = TestServer.start(routes());
  final TestClient anna = server.as(floor.anna);

  private Routes routes() {
    var routes = new Routes();
    var undos = new Undos(db);
    var clients = new Clients(db, "RU", Set.of(), log::numbersChanged);
    var merges =
        new ClientMerges(db, clients)
            .on("call", CallLog.BELONGING)
            .on("deal", Deals.BELONGING)
            .on("plan", Plans.BELONGING);
    var lists = new ClientLists(db, "RU");
    new ClientRoutes(clients, lists, new Notes(db), new Numbers(db, "RU", Set.of()), id -> {})
        .addTo(routes);
    new ClientMergeRoutes(merges, new Duplicates(db), id -> {}).addTo(routes, undos);
    new TimelineRoutes(
            new Timeline(db, new CallViews(db), clients, new Notes(db), new Plans(db), merges))
        .addTo(routes);
    new CallLogRoutes(floor.calls, SalesFloor.ZONE).addTo(routes);
    new PipelineRoutes(floor.deals, new Pipelines(db, () -> 3), new Pushed()).addTo(routes);
    var desk = MissedDesk.of(db, SalesFloor.ZONE, SalesFloor.NOW);
    var today = new TodayView(db, floor.calls, desk, SalesFloor.ZONE, () -> SalesFloor.NOW);
    new PlanRoutes(floor.plans, today, new Pushed()).addTo(routes);
    new UndoRoutes(undos).addTo(routes);
    tallies.begin(db, SalesFloor.ZONE);
    return routes;
  }

  @Override
  public void close() {
    server.close();
    floor.close();
  }

  JsonObject client(String name, String... numbers) {
    return create(new JsonObject().put("name", name).put("phones", of(numbers)));
  }

  JsonObject create(JsonObject card) {
    return anna.post("/api/clients", card).json();
  }

  JsonObject phones(JsonObject client, String... numbers) {
    var change = new JsonObject().put("version", client.getInteger("version"));
    return anna.send("PATCH", "/api/clients/" + id(client), change.put("phones", of(numbers)))
        .json();
  }

  private static JsonArray of(String... numbers) {
    var phones = new JsonArray();
    List.of(numbers).forEach(number -> phones.add(new JsonObject().put("number", number)));
    return phones;
  }

  TestClient.Reply rename(JsonObject client, String name) {
    return anna.send(
        "PATCH",
        "/api/clients/" + id(client),
        new JsonObject().put("version", client.getInteger("version")).put("name", name));
  }

  TestClient.Reply merge(JsonObject client, JsonObject other, String... take) {
    return anna.post(
        "/api/clients/" + id(client) + "/merge",
        new JsonObject()
            .put("version", client.getInteger("version"))
            .put("other", other.getString("id"))
            .put("otherVersion", other.getInteger("version"))
            .put("take", new JsonArray(List.of(take))));
  }

  TestClient.Reply undo(TestClient.Reply done) {
    return anna.exchange("POST", "/api/undo/" + done.json().getString("undo"));
  }

  JsonArray merges(long client) {
    var merges = new JsonArray();
    for (var item : anna.get("/api/clients/" + client + "/timeline").items()) {
      var merge = ((JsonObject) item).getJsonObject("merge");
      if (merge != null) {
        merges.add(merge);
      }
    }
    return merges;
  }

  static long id(JsonObject client) {
    return Long.parseLong(client.getString("id"));
  }

  static List<String> numbers(JsonObject client) {
    return client.getJsonArray("phones").stream()
        .map(phone -> ((JsonObject) phone).getString("number"))
        .toList();
  }

  /** What people said on a card. */
  JsonObject card(JsonObject client) {
    var card = anna.get("/api/clients/" + id(client)).json();
    List.of("version", "lastTalkAt").forEach(card::remove);
    return card;
  }

  long call(String number, @Nullable Long client) {
    var call = CallSeed.inbound(db, Instant.now().minusSeconds(600)).number(number);
    if (client != null) {
      call.client(client);
    }
    return call.spoke(floor.anna.userId(), 60).write();
  }

  static long callIn(Db at, long client) {
    return CallSeed.inbound(at, SalesFloor.NOW).client(client).live().write();
  }

  long plan(long client, long deal) {
    return db.get(
        "insert into plan (client_id, deal_id, assignee_id, at, created_by) values ($1, $2, $3, now(), $3) returning id",
        row -> row.getLong("id"),
        client,
        deal,
        floor.anna.userId());
  }

  String belongings(long client) {
    return db.get(
        """
        select concat_ws(' ', (select jsonb_agg(id order by id) from call where client_id = $1),
          (select jsonb_agg(id order by id) from deal where client_id = $1), (select jsonb_agg(id order by id) from plan where client_id = $1),
          (select jsonb_agg(id order by id) from note where client_id = $1)) as all
        """,
        row -> row.getString("all"),
        client);
  }

  @Nullable Long clientOf(long call) {
    return db.find(
            "select client_id from call where id = $1",
            row -> Optional.ofNullable(row.getLong("client_id")),
            call)
        .orElseThrow()
        .orElse(null);
  }

  void assertLastTalk(long client) {
    assertThat(
            db.<Boolean>get(
                """
                select at = coalesce((select max(started_at) from call where client_id = $1), '-infinity') as right
                from client_talked where client_id = $1
                """,
                row -> row.getBoolean("right"),
                client))
        .isTrue();
  }

  boolean somebodyWaits() {
    return db.get(
        "select exists (select from pg_locks where not granted and pid in (select pid from pg_stat_activity where datname = current_database())) as waits",
        row -> row.getBoolean("waits"));
  }

  private final class Lookup implements CallerLookup {

    private final Matches matches = new Matches(Set.of());

    @Override
    public Optional<String> number(long pbxId, String signalled) {
      return Optional.of(signalled);
    }

    @Override
    public Map<String, Long> clientsOf(Db transaction, Set<String> numbers) {
      return matches.best(transaction, numbers);
    }

    @Override
    public Optional<Long> userAt(long pbxId, String extension, Instant at) {
      return Optional.empty();
    }
  }
}
