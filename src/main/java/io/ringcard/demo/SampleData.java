package io.ringcard.demo;

import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Five weeks in the life of a small sales office, put into an empty database so that every page has
 * something to show: people who work there, clients, deals, contacts to come, and the calls between
 * them. Everything follows from the moment it is told is now, and from a fixed seed.
 */
public final class SampleData {

  private static final long SEED = 20_261;
  private static final int RECORDED = 12;
  private static final Duration SHORTEST_RECORDED = Duration.ofSeconds(25);
  private static final Duration LONGEST_RECORDED = Duration.ofSeconds(100);
  private static final Duration HISTORY = Duration.ofDays(36);

  private static final List<String> NOTES =
      List.of(
          "Бюджет на год: 600 тыс. Решает вместе с финансовым директором.",
          "Предпочитает звонки до обеда, после 16 не отвечает.",
          "Просил не присылать рекламу на почту, только предложения.",
          "Экраны уже есть, но старые; срок замены весной.",
          "Знакомы по выставке, видел наш стенд.",
          "Договор продлевается в декабре.",
          "Есть второй филиал, контакты даст позже.",
          "Платит точно в срок.");

  private final Db db;
  private final SampleSql sql = new SampleSql();
  private final Instant now;
  private final ZoneId zone;
  private final Random random = new Random(SEED);
  private final List<SampleClient> clients = SampleClient.all();
  private final Map<String, Long> users = new HashMap<>();

  private SampleData(Db db, Instant now, ZoneId zone) {
    this.db = db;
    this.now = now;
    this.zone = zone;
  }

  /**
   * Fills the database when it holds no client, in one transaction; the few recordings are written
   * to the folder first.
   *
   * @param zone in which the office has its hours
   * @param pbxId the exchange whose calls they are
   * @param passwordHash of the password that all demo logins share
   * @return whether there was anything to do
   */
  public static boolean seed(
      Db db, Instant now, ZoneId zone, long pbxId, Path recordings, String passwordHash) {
    return db.inTransaction(transaction -> {
      if (new SampleSql().hasClients(transaction)) {
        return false;
      }
      new SampleData(transaction, now, zone).fill(pbxId, recordings, passwordHash);
      return true;
    });
  }

  private void fill(long pbxId, Path recordings, String passwordHash) {
    people(passwordHash);
    var ids = clients();
    var maker = new SampleCalls(SEED, pbxId, clients, ids, users);
    var calls = maker.until(now, zone, sql.ids(db, "call", SampleCalls.most()));
    sql.calls(db, calls);
    var deals = deals(ids, calls);
    plans(ids, deals, calls);
    notes(ids);
    recordings(calls, pbxId, recordings);
  }

  private void people(String passwordHash) {
    var team = sql.team(db, "Продажи");
    for (var user : SampleUser.ALL) {
      var id = sql.user(db, user, team, passwordHash);
      if (user.extension() != null) {
        users.put(user.extension(), id);
        sql.sit(db, user.extension(), id, now.minus(HISTORY));
      }
    }
  }

  private long owner(int client) {
    return Objects.requireNonNull(users.get(SampleUser.ownerOf(client).extension()));
  }

  private Instant since(int client) {
    return now.minus(HISTORY).plus(Duration.ofHours(client * 5L));
  }

  private List<Long> clients() {
    var next = sql.ids(db, "client", clients.size());
    var ids = new ArrayList<Long>();
    var rows = new ArrayList<JsonObject>();
    var phones = new ArrayList<JsonObject>();
    var emails = new ArrayList<JsonObject>();
    for (var i = 0; i < clients.size(); i++) {
      var client = clients.get(i);
      var id = next.next();
      ids.add(id);
      rows.add(
          new JsonObject()
              .put("id", id)
              .put("name", client.name())
              .put("company", client.company())
              .put("position", client.position())
              .put("source", client.source())
              .put("owner_id", owner(i))
              .put("created_at", since(i).toString()));
      emails.add(
          new JsonObject()
              .put("client_id", id)
              .put("address", "client" + (i + 1) + "@ringcard.example"));
      phones.add(phone(id, 0, client.number(), "основной"));
      if (!client.secondNumber().isEmpty()) {
        phones.add(phone(id, 1, client.secondNumber(), "приёмная"));
      }
    }
    sql.clients(db, rows);
    sql.phones(db, phones);
    sql.emails(db, emails);
    return ids;
  }

  private static JsonObject phone(long clientId, int position, String number, String label) {
    return new JsonObject()
        .put("client_id", clientId)
        .put("position", position)
        .put("number", number)
        .put("label", label);
  }

  private SampleDeals deals(List<Long> ids, List<SampleCall> calls) {
    var deals =
        new SampleDeals(SEED, now.minus(Duration.ofDays(2)), sql.steps(db), sql.outcomes(db));
    var next = sql.ids(db, "deal", clients.size() * 2);
    for (var i = 0; i < clients.size(); i++) {
      var client = i;
      var own = calls.stream().filter(call -> call.client() == client).toList();
      deals.of(i, clients.get(i), ids.get(i), owner(i), since(i), own, next);
    }
    calls.stream().filter(call -> call.client() < 0).forEach(deals::stranger);
    sql.deals(db, deals.rows(), deals.steps());
    sql.outcomes(db, deals.outcomes());
    return deals;
  }

  private void plans(List<Long> ids, SampleDeals deals, List<SampleCall> calls) {
    var plans = new SamplePlans(now, zone);
    for (var deal : deals.deals()) {
      var topic = clients.get(deal.client()).topic();
      if (deal.open()) {
        plans.next(deal, ids.get(deal.client()), topic);
      }
      calls.stream()
          .filter(call -> call.client() == deal.client() && call.answered())
          .filter(call -> call.operator().userId() == deal.ownerId())
          .limit(2)
          .forEach(call -> plans.held(deal, call, topic));
    }
    sql.plans(db, plans.rows());
  }

  private void notes(List<Long> ids) {
    sql.notes(
        db,
        IntStream.range(0, ids.size())
            .filter(i -> i % 4 != 3)
            .mapToObj(i ->
                new JsonObject()
                    .put("client_id", ids.get(i))
                    .put("user_id", owner(i))
                    .put("text", NOTES.get(i % NOTES.size()))
                    .put("at", since(i).plus(Duration.ofDays(random.nextInt(14))).toString()))
            .toList());
  }

  /** The latest short talks have sound; the rest would only make the start slow. */
  private void recordings(List<SampleCall> calls, long pbxId, Path folder) {
    var rows = new ArrayList<JsonObject>();
    for (var call : calls.reversed()) {
      if (rows.size() < RECORDED && isRecorded(call)) {
        write(call, folder);
        rows.add(
            new JsonObject()
                .put("call_id", call.id())
                .put("pbx_id", pbxId)
                .put("file", call.file())
                .put("expected_since", now.toString()));
      }
    }
    sql.recordings(db, rows);
  }

  private static boolean isRecorded(SampleCall call) {
    return call.answered()
        && call.talk().compareTo(SHORTEST_RECORDED) >= 0
        && call.talk().compareTo(LONGEST_RECORDED) <= 0;
  }

  private static void write(SampleCall call, Path folder) {
    try {
      Files.createDirectories(folder);
      var operator = Phone.of(call.operator().extension());
      Recorder.write(folder.resolve(call.file()), operator, call.number(), call.talk());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
