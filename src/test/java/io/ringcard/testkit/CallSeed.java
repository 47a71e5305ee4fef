package io.ringcard.testkit;

import io.ringcard.calllog.Tallies;
import io.ringcard.store.Columns;
import io.ringcard.store.Db;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a call straight into its tables, for rooms that only read calls; the tallies follow.
 * Closed unless said.
 */
public final class CallSeed {

  private static final AtomicLong LINKEDID = new AtomicLong();

  private record Part(
      @Nullable Long user, String result, @Nullable Long ringMillis, @Nullable Long talkMillis) {}

  private final Db db;
  private final String direction;
  private final Instant startedAt;
  private final List<Part> parts = new ArrayList<>();
  private @Nullable String number;
  private @Nullable Long client;
  private String state = "closed";
  private String result = "no_answer";
  private String[] queues = {};
  private @Nullable Long ringMillis;
  private @Nullable Long waitMillis;
  private @Nullable Long talkMillis;
  private @Nullable Long holdMillis;

  private CallSeed(Db db, String direction, Instant startedAt) {
    this.db = db;
    this.direction = direction;
    this.startedAt = startedAt;
  }

  public static CallSeed inbound(Db db, Instant startedAt) {
    return new CallSeed(db, "inbound", startedAt);
  }

  public static CallSeed outbound(Db db, Instant startedAt) {
    return new CallSeed(db, "outbound", startedAt);
  }

  public static CallSeed internal(Db db, Instant startedAt) {
    return new CallSeed(db, "internal", startedAt);
  }

  /** The exchange of all seeded calls. */
  public static long pbx(Db db) {
    return db.get(
        "insert into pbx (name) values ('seed') on conflict (name) do update set name ="
            + " excluded.name returning id",
        row -> row.getLong(0));
  }

  public CallSeed number(String stored) {
    number = stored;
    return this;
  }

  public CallSeed client(long id) {
    client = id;
    return this;
  }

  public CallSeed live() {
    state = "live";
    return this;
  }

  public CallSeed result(String slug) {
    result = slug;
    return this;
  }

  public CallSeed queue(String... names) {
    queues = names;
    return this;
  }

  public CallSeed ring(double seconds) {
    ringMillis = millis(seconds);
    return this;
  }

  public CallSeed waited(double seconds) {
    waitMillis = millis(seconds);
    return this;
  }

  public CallSeed hold(double seconds) {
    holdMillis = millis(seconds);
    return this;
  }

  /** This person answered and spoke so long; the call is answered and its talk grows by it. */
  public CallSeed spoke(@Nullable Long user, double seconds) {
    result = "answered";
    talkMillis = (talkMillis == null ? 0 : talkMillis) + millis(seconds);
    parts.add(new Part(user, "answered", 4_000L, millis(seconds)));
    return this;
  }

  /** This person's phone rang with that end. */
  public CallSeed rang(@Nullable Long user, String legResult, double seconds) {
    parts.add(new Part(user, legResult, millis(seconds), null));
    return this;
  }

  /** Changes a call behind the back of the rooms that write calls; the tallies follow. */
  public static void change(Db db, long call, Consumer<Db> work) {
    db.inTransaction(tx -> {
      var change = new Tallies().change(tx).of(List.of(call));
      work.accept(tx);
      change.apply();
      return call;
    });
  }

  public long write() {
    return db.inTransaction(tx -> {
      var change = new Tallies().change(tx);
      var id = write(tx);
      change.over(List.of(id));
      change.apply();
      return id;
    });
  }

  private long write(Db tx) {
    var pbx = pbx(tx);
    var answeredAt = talkMillis == null ? null : startedAt.plusSeconds(5);
    var endedAt =
        answeredAt == null
            ? startedAt.plusSeconds(20)
            : answeredAt.plus(Duration.ofMillis(talkMillis == null ? 0 : talkMillis));
    var id =
        tx.get(
            """
            insert into call (pbx_id, linkedid, state, direction, result, number, client_id, queues, started_at,
              answered_at, ended_at, ring_ms, wait_ms, talk_ms, hold_ms)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning id
            """,
            row -> row.getLong(0),
            pbx,
            "seed." + LINKEDID.incrementAndGet(),
            state,
            direction,
            "live".equals(state) && talkMillis == null ? null : result,
            number,
            client,
            queues,
            Columns.utc(startedAt),
            Columns.utc(answeredAt),
            "live".equals(state) ? null : Columns.utc(endedAt),
            ringMillis,
            waitMillis,
            talkMillis,
            holdMillis);
    for (var i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      tx.run(
          """
          insert into call_operator (call_id, position, extension, user_id, ring_ms, talk_ms, result)
          values ($1, $2, $3, $4, $5, $6, $7)
          """,
          id,
          i,
          "10" + i,
          part.user(),
          part.ringMillis(),
          part.talkMillis(),
          part.result());
    }
    return id;
  }

  private static Long millis(double seconds) {
    return Math.round(seconds * 1_000);
  }
}
