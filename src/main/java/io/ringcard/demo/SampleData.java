package io.ringcard.demo;

import io.ringcard.book.Books;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Three months in the life of a small sales office, put into an empty database so that every page
 * has something to show: people who work there, clients and their companies, deals, contacts to
 * come, and the calls between them with what they set off. Everything follows from the moment it is
 * told is now, and from a fixed seed.
 */
public final class SampleData {

  private static final long SEED = 20_261;
  private static final int RECORDED = 24;
  private static final Duration SHORTEST_RECORDED = Duration.ofSeconds(25);
  private static final Duration LONGEST_RECORDED = Duration.ofSeconds(100);
  private static final Duration HISTORY = Duration.ofDays(92);

  private final Db db;
  private final SampleSql sql = new SampleSql();
  private final SampleRows rows;
  private final SampleWords words;
  private final SampleBooks books;
  private final Instant now;
  private final ZoneId zone;
  private final Random random = new Random(SEED);
  private final List<SampleClient> clients;
  private final Map<String, Long> users = new HashMap<>();

  private SampleData(Db db, SampleWords words, Instant now, ZoneId zone) {
    this.db = db;
    this.rows = new SampleRows(db, sql);
    this.words = words;
    this.books = new SampleBooks(new Books(db).list());
    this.clients = words.clients();
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
      Db db,
      SampleWords words,
      Instant now,
      ZoneId zone,
      long pbxId,
      Path recordings,
      String passwordHash) {
    return db.inTransaction(transaction -> {
      if (new SampleSql().hasClients(transaction)) {
        return false;
      }
      new SampleData(transaction, words, now, zone).fill(pbxId, recordings, passwordHash);
      return true;
    });
  }

  private void fill(long pbxId, Path recordings, String passwordHash) {
    people(passwordHash);
    var since = IntStream.range(0, clients.size()).mapToObj(this::since).toList();
    var owners = IntStream.range(0, clients.size()).mapToObj(this::owner).toList();
    var ids = new SamplePeople(rows, words, books).add(since, owners);
    var calls =
        new SampleCalls(random, pbxId, clients, ids, since, users)
            .until(now, zone, () -> rows.id("call"));
    calls.forEach(call -> {
      rows.add("call", call.row());
      call.legRows().forEach(leg -> rows.add("call_operator", leg));
    });
    work(ids, since, calls);
    notes(ids, since);
    recordings(calls, pbxId, recordings);
    rows.write();
  }

  private void people(String passwordHash) {
    var team = sql.team(db, words.one("team"));
    for (var user : SampleUser.ALL) {
      var id = sql.user(db, user, words.person(user.login()), team, passwordHash);
      if (user.extension() != null) {
        users.put(user.extension(), id);
        sql.sit(db, user.extension(), id, now.minus(HISTORY));
      }
    }
  }

  private long owner(int client) {
    return Objects.requireNonNull(users.get(SampleUser.ownerOf(client).extension()));
  }

  /** Every third was there before the history begins; the others came one by one. */
  private Instant since(int client) {
    var start = now.minus(HISTORY);
    return client % 3 == 0
        ? start.minus(Duration.ofDays(client / 2))
        : start.plus(Duration.ofHours(client * 20L));
  }

  private void work(List<Long> ids, List<Instant> since, List<SampleCall> calls) {
    var plans = new SamplePlans(rows, now, zone);
    var outcomes =
        new SampleOutcomes(rows, random, now, sql.outcomes(db), words.list("remarks"), plans);
    var lately = now.minus(Duration.ofDays(2));
    var deals =
        new SampleDeals(rows, random, now, lately, sql.steps(db), words, books, outcomes, plans);
    for (var i = 0; i < clients.size(); i++) {
      var client = i;
      var own = calls.stream().filter(call -> call.client() == client).toList();
      deals.of(i, clients.get(i), ids.get(i), owner(i), since.get(i), own);
    }
    calls.stream().filter(call -> call.client() < 0).forEach(deals::stranger);
  }

  private void notes(List<Long> ids, List<Instant> since) {
    var notes = words.list("notes");
    for (var i = 0; i < ids.size(); i++) {
      if (i % 4 != 3) {
        var at = since.get(i).plus(Duration.ofDays(random.nextInt(14)));
        var text = notes.get(i % notes.size());
        rows.add(
            "note", SampleOutcomes.note(rows.id("note"), ids.get(i), owner(i), null, text, at));
      }
    }
  }

  /** The latest short talks have sound; the rest would only make the start slow. */
  private void recordings(List<SampleCall> calls, long pbxId, Path folder) {
    calls.reversed().stream()
        .filter(SampleData::isRecorded)
        .limit(RECORDED)
        .forEach(call -> {
          write(call, folder);
          rows.add(
              "recording",
              new JsonObject()
                  .put("id", rows.id("recording"))
                  .put("call_id", call.id())
                  .put("pbx_id", pbxId)
                  .put("file", call.file())
                  .put("state", "pending")
                  .put("expected_since", now.toString()));
        });
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
