package io.ringcard.calllog;

import io.ringcard.ami.AmiCapture;
import io.ringcard.call.CallEvent;
import io.ringcard.call.LiveCalls;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.store.Db;
import io.ringcard.testkit.LivingChannels;
import io.ringcard.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An exchange's file of records, the log beside it, and what the live stream made of captures. */
abstract class CelFeedStage {

  static final Path CAPTURES = Path.of("src/test/resources/ami/plain");
  static final Clock LATER = Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC);

  final TestDatabase database = TestDatabase.fresh();
  final List<CallRow> effects = new ArrayList<>();
  final List<CallRow> recovered = new ArrayList<>();
  final CallLog log = new CallLog(database.db(), new Anybody(), List.of(new Listener()), List.of());
  final long pbx = log.pbx("main").id();
  CelFeed feed;
  Path master;
  @TempDir Path home;

  @BeforeEach
  void open() throws IOException {
    master = home.resolve("Master.csv");
    feed = feed();
    feed.round();
  }

  @AfterEach
  void close() {
    feed.close();
    database.close();
  }

  void restart() {
    feed.close();
    feed = feed();
  }

  CelFeed feed() {
    return new CelFeed(pbx, PbxProfile.standard(), master, log, LATER, rows -> {});
  }

  /** Twice: the second time nothing new came, and what waited for its turn goes on. */
  void settle(String exchange) throws IOException {
    if (exchange.equals("main")) {
      feed.round();
      feed.round();
      return;
    }
    var id = log.pbx(exchange).id();
    try (var other = new CelFeed(id, PbxProfile.standard(), master, log, LATER, rows -> {})) {
      Files.copy(master, home.resolve("kept"));
      Files.delete(master);
      other.round();
      Files.move(home.resolve("kept"), master);
      other.round();
      other.round();
    }
  }

  void records(String capture) throws IOException {
    append(Files.readString(CAPTURES.resolve(capture).resolve("cel.csv")));
  }

  void append(String text) throws IOException {
    Files.writeString(master, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  void rename(String name, long second) throws IOException {
    Files.move(master, home.resolve(name));
    Files.setLastModifiedTime(
        home.resolve(name),
        java.nio.file.attribute.FileTime.from(LATER.instant().plusSeconds(second)));
  }

  static List<PbxEvent> events(String capture) throws IOException {
    var events = new ArrayList<PbxEvent>();
    new AmiCapture(PbxProfile.standard())
        .read(AmiCapture.files(CAPTURES.resolve(capture)), (order, event) -> events.add(event));
    return events;
  }

  /** The live stream without the events of the gap, as the link tells it. */
  void hear(String exchange, List<PbxEvent> events, int from, int to) {
    var live = new LiveCalls(PbxProfile.standard());
    var told = new ArrayList<CallEvent>();
    var there = new LivingChannels();
    for (var i = 0; i < events.size(); i++) {
      there.hear(events.get(i));
      if (i == from) {
        told.addAll(live.hear(i, new PbxEvent.LinkLost(events.get(i).at())));
      }
      if (i < from || i >= to) {
        told.addAll(live.hear(i, events.get(i)));
      }
      if (i == to - 1) {
        told.addAll(live.hear(i, there.list(events.get(i).at())));
      }
    }
    log.write(log.pbx(exchange).id(), told, 0);
  }

  record Told(
      String linkedid,
      String state,
      String what,
      List<String> parts,
      @Nullable Long answered,
      @Nullable Long ended,
      @Nullable Long talked) {}

  static boolean isNear(@Nullable Long one, @Nullable Long other) {
    return one == null || other == null ? one == other : Math.abs(one - other) <= 1_100;
  }

  List<Told> rows(String exchange) {
    return database
        .db()
        .list(
            """
            select c.linkedid, c.state, concat_ws(' ', c.direction, c.result, c.number, c.did, c.queues, c.ended_by,
              (select string_agg(concat_ws(' ', t->>'type', t->>'from', t->>'to', t->>'result'), ' ')
               from jsonb_array_elements(c.transfers) t)) as what,
              array(select o.extension || ' ' || o.result from call_operator o where o.call_id = c.id
                order by o.extension, o.result) as parts,
              (extract(epoch from c.answered_at) * 1000)::bigint as answered,
              (extract(epoch from c.ended_at) * 1000)::bigint as ended, c.talk_ms
            from call c join pbx p on p.id = c.pbx_id
            where p.name = $1 and c.merged_into is null order by c.linkedid
            """,
            row ->
                new Told(
                    row.getString("linkedid"),
                    row.getString("state"),
                    row.getString("what"),
                    List.of(row.getArrayOfStrings("parts")),
                    row.getLong("answered"),
                    row.getLong("ended"),
                    row.getLong("talk_ms")),
            exchange);
  }

  List<String> certainties() {
    return database
        .db()
        .list(
            "select certainty from call where merged_into is null order by started_at",
            row -> row.getString("certainty"));
  }

  List<String> everything() {
    return database
        .db()
        .list(
            "select c::text || array(select o::text from call_operator o where o.call_id = c.id"
                + " order by o.position)::text as told from call c order by c.id",
            row -> row.getString("told"));
  }

  final class Listener implements CallWritten {

    @Override
    public void written(Db transaction, @Nullable CallRow before, CallRow after) {
      effects.add(after);
    }

    @Override
    public void recovered(Db transaction, List<Written> changes) {
      changes.forEach(change -> recovered.add(change.after()));
    }
  }
}
