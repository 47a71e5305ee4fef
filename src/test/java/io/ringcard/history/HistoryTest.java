package io.ringcard.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringcard.calllog.CallLog;
import io.ringcard.calllog.CallRow;
import io.ringcard.calllog.CallWritten;
import io.ringcard.calllog.CallerLookup;
import io.ringcard.history.Progress.State;
import io.ringcard.kernel.PhoneNumber;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.recording.RecordingSettings;
import io.ringcard.recording.Recordings;
import io.ringcard.store.Db;
import io.ringcard.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports out of files into a real database. */
class HistoryTest {

  private static final Path PLAIN = Path.of("src/test/resources/ami/plain");
  private static final Instant DAY = Instant.parse("2026-10-05T06:00:00Z");

  @TempDir Path home;
  private final TestDatabase database = TestDatabase.fresh();
  private final List<CallRow> effects = new ArrayList<>();
  private final Known known = new Known();
  private CallLog log;
  private Recordings recordings;
  private Path folder;
  private Path monitor;
  private long pbx;

  @BeforeEach
  void open() throws IOException {
    folder = Files.createDirectories(home.resolve("asterisk/cdr-csv"));
    monitor = Files.createDirectories(home.resolve("monitor"));
    recordings =
        new Recordings(
            database.db(),
            new RecordingSettings(monitor, null, Duration.ofHours(24), Duration.ofMillis(500)),
            id -> {});
    log =
        new CallLog(
            database.db(),
            known,
            List.of((CallWritten) (tx, before, after) -> effects.add(after), recordings),
            List.of());
    pbx = log.pbx("main").id();
  }

  @AfterEach
  void close() {
    recordings.close();
    database.close();
  }

  @Test
  void twiceIsOnce() throws Exception {
    copy("interleaved-6", "cdr.csv", "Master.csv");
    var first = run();
    assertThat(first.state()).isEqualTo(State.FINISHED);
    assertThat(first.counts().added()).isEqualTo(6);
    assertThat(first.done()).isEqualTo(1.0);
    var rows = rows();
    var second = run();
    assertThat(second.counts().added()).isZero();
    assertThat(second.counts().known()).isEqualTo(6);
    assertThat(rows()).isEqualTo(rows);
    assertThat(effects).isEmpty();
  }

  @Test
  void whatStandsIsLeftAsItIs() throws Exception {
    copy("interleaved-6", "cdr.csv", "Master.csv");
    database
        .db()
        .run(
            "insert into call (pbx_id, linkedid, state, direction, started_at, talk_ms) values ($1,"
                + " '1795415245.0', 'closed', 'inbound', now(), 4711)",
            pbx);
    assertThat(run().counts().added()).isEqualTo(5);
    assertThat(
            database
                .db()
                .list(
                    "select talk_ms from call where linkedid = '1795415245.0'",
                    row -> row.getLong(0)))
        .containsExactly(4711L);
  }

  @Test
  void bothLogsGiveTheCallsOfTheEvents() throws Exception {
    copy("queue-ringall-second-answers", "cdr.csv", "Master.csv");
    Files.createDirectories(home.resolve("asterisk/cel-custom"));
    Files.copy(
        PLAIN.resolve("queue-ringall-second-answers/cel.csv"),
        home.resolve("asterisk/cel-custom/Master.csv"));
    assertThat(run().counts().added()).isOne();
    assertThat(rows()).singleElement().asString().contains("answered").contains("talk=10");
  }

  @Test
  void rotatedAndPackedFilesComeInTurn() throws Exception {
    write("Master.csv", lines(200, 300));
    write("Master.csv.1", lines(100, 200));
    pack("Master.csv-20261004.gz", lines(0, 100));
    write("101.csv", lines(0, 300));
    var told = run();
    assertThat(told.counts().added()).isEqualTo(300);
    assertThat(told.firstAt()).isEqualTo(PastCalls.start(DAY, 0));
    assertThat(told.lastAt()).isEqualTo(PastCalls.start(DAY, 299));
  }

  @Test
  void brokenRowsAreCountedAndShown() throws Exception {
    var good = lines(0, 3);
    var text =
        good.get(0)
            + "\n\"\",\"cut in the mid\n"
            + good.get(1)
            + "\n\"one\",\"two\",\"three\"\n"
            + good.get(2).replace("2026-10-05", "yesterday")
            + "\n\n\"\",\"never ended";
    Files.writeString(folder.resolve("Master.csv"), text);
    var told = run();
    assertThat(told.state()).isEqualTo(State.FINISHED);
    assertThat(told.counts().added()).isEqualTo(2);
    assertThat(told.untold().keySet()).containsExactlyInAnyOrder("broken", "fields", "time");
    assertThat(told.untold().get("broken").number()).isEqualTo(2);
    assertThat(told.untold().get("fields").samples()).containsExactly("one,two,three");
  }

  @Test
  void howFarItIsIsKnownOfOneLargePackedFileWithARowOfNoTimeAtItsEnd() throws Exception {
    var lines = new ArrayList<>(lines(0, 900));
    lines.set(899, lines.get(899).replace("2026-10-05", "yesterday"));
    pack("Master.csv-20261006.gz", lines);
    var told = run();
    assertThat(told.firstAt()).isEqualTo(PastCalls.start(DAY, 0));
    assertThat(told.lastAt()).isEqualTo(PastCalls.start(DAY, 898));
  }

  @Test
  void clockThatWasSetBackInTheMiddleOfACallTellsNoDuration() throws Exception {
    var lines = lines(0, 2);
    write("Master.csv", List.of(lines.get(0).replace("06:00:34", "05:00:34"), lines.get(1)));
    var told = run();
    assertThat(told.counts().added()).isOne();
    assertThat(told.untold()).containsOnlyKeys("duration");
  }

  @Test
  void anotherEncodingCostsTheLettersAndNotTheCall() throws Exception {
    var line = lines(0, 1).getFirst().replace("Client 0", "Иван");
    Files.write(
        folder.resolve("Master.csv"), (line + "\n").getBytes(Charset.forName("windows-1251")));
    var told = run();
    assertThat(told.counts().added()).isOne();
    assertThat(told.untold().get("text").number()).isOne();
  }

  @Test
  void quotesAndLineEndsInNamesArePartOfThem() throws Exception {
    write(
        "Master.csv",
        List.of(lines(0, 1).getFirst().replace("Client 0", "Bob \"\"the\nbuilder\"\", Ltd")));
    assertThat(run().counts().added()).isOne();
    assertThat(database.db().list("select name from call", row -> row.getString(0)))
        .containsExactly("Bob \"the\nbuilder\", Ltd");
  }

  @Test
  void pausedRunGoesOnAndDoublesNothing() throws Exception {
    var all = new ArrayList<String>();
    for (var n = 0; n < 9_000; n += 1_000) {
      all.addAll(lines(n, n + 1_000));
      all.add("broken,row " + n);
    }
    write("Master.csv", all);
    var asked = new AtomicInteger();
    var paused = run(() -> asked.incrementAndGet() == 3);
    assertThat(paused.state()).isEqualTo(State.PAUSED);
    assertThat(paused.counts().added()).isBetween(500L, 8_500L);
    assertThat(paused.done()).isBetween(0.05, 0.95);
    var told = run();
    assertThat(told.state()).isEqualTo(State.FINISHED);
    assertThat(told.counts()).isEqualTo(new Progress.Counts(9_009, 9_000, 0, 0, 0));
    assertThat(told.untold().get("fields").number()).isEqualTo(9);
    assertThat(rows()).hasSize(9_000);
  }

  @Test
  void talksAreToldEachToItsClientHoweverManyThereAre() throws Exception {
    var told = new CopyOnWriteArrayList<String>();
    database.db().onNotice(told::add, () -> {});
    await().atMost(Duration.ofSeconds(20)).until(database.db()::tells);
    write("Master.csv", lines(0, 150));
    for (var n = 0; n < 150; n++) {
      var client =
          database
              .db()
              .get(
                  "insert into client (name) values ($1) returning id",
                  row -> row.getLong(0),
                  "Client " + n);
      known.clients.put("+7900" + (1_000_000 + n), client);
    }
    run();
    database.db().awaitTold();
    assertThat(told).hasSize(150).allMatch(one -> one.startsWith("client "));
    told.clear();
    database.db().run("delete from call where linkedid = $1", PastCalls.linkedid(DAY, 7));
    database.db().awaitTold();
    told.clear();
    run();
    database.db().awaitTold();
    assertThat(told).containsExactly("client " + known.clients.get("+79001000007"));
  }

  @Test
  void clientsAreFoundByTheirNumbersAndPeopleByTheirPlaces() throws Exception {
    write("Master.csv", lines(0, 1));
    var anna = database.user("anna", "Anna", "operator");
    known.people.put("101", anna);
    var client =
        database
            .db()
            .get("insert into client (name) values ('Ivan') returning id", row -> row.getLong(0));
    known.clients.put("+79001000000", client);
    run();
    assertThat(
            database
                .db()
                .list(
                    "select c.client_id, o.user_id, o.extension from call c join call_operator o on"
                        + " o.call_id = c.id",
                    row -> List.of(row.getLong(0), row.getLong(1), row.getString(2))))
        .containsExactly(List.of(client, anna, "101"));
  }

  @Test
  void recordingsAreFoundByTheUniqueIdInTheirNames() throws Exception {
    write("Master.csv", lines(0, 3));
    var second = DAY.getEpochSecond();
    var day = Files.createDirectories(monitor.resolve("2026/10/05"));
    Files.writeString(
        day.resolve("external-101-79001000000-20261005-060000-" + second + ".0.wav"), "");
    Files.writeString(day.resolve("q-600-" + (second + 60) + ".10.wav"), "");
    Files.writeString(monitor.resolve((second + 120) + ".20.wav"), "");
    run();
    assertThat(
            database
                .db()
                .list(
                    "select c.linkedid || ' ' || r.file from recording r join call c on c.id ="
                        + " r.call_id order by c.id",
                    row -> row.getString(0)))
        .containsExactly(
            second + ".0 external-101-79001000000-20261005-060000-" + second + ".0.wav",
            (second + 60) + ".10 q-600-" + (second + 60) + ".10.wav",
            (second + 120) + ".20 " + (second + 120) + ".20.wav");
  }

  @Test
  void lanesAreNoRecordingsOfTheirOwn() throws Exception {
    Files.createDirectories(home.resolve("asterisk/cel-custom"));
    Files.copy(
        PLAIN.resolve("inbound-answered/cel.csv"), home.resolve("asterisk/cel-custom/Master.csv"));
    assertThat(run().counts()).isEqualTo(new Progress.Counts(17, 1, 0, 0, 1));
  }

  @Test
  void aCallWithoutAnEndInAnOldFileIsOverAndItsEndUnknown() throws Exception {
    var lines =
        Files.readAllLines(PLAIN.resolve("inbound-answered/cel.csv")).stream()
            .map(line ->
                line.replace("2026-11-23", "2022-05-23").replace("1795415594", "1653287594"))
            .toList();
    var events = Files.createDirectories(home.resolve("asterisk/cel-custom"));
    Files.write(events.resolve("Master.csv"), lines.subList(0, lines.size() / 2));
    var told = run();
    assertThat(told.counts().added()).isOne();
    assertThat(told.untold()).containsOnlyKeys("endUnknown");
    var kept =
        "select 1 from call where state || certainty = 'closedendUnknown' and ended_at is null";
    assertThat(database.db().list(kept, row -> row.getInteger(0))).hasSize(1);
  }

  @Test
  void emptyFolderIsSaid() {
    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            SourceFault.class, fault -> assertThat(fault.reason()).isEqualTo("noFiles"));
  }

  @Test
  void passwordInTheAddressIsRefused() {
    assertThatThrownBy(
            () -> history().run(pbx, "mariadb://root:secret@db/x", "", () -> false, p -> {}))
        .isInstanceOfSatisfying(
            SourceFault.class, fault -> assertThat(fault.reason()).isEqualTo("password"));
  }

  private History history() {
    return new History(database.db(), log, PbxProfile.standard(), "click-to-call", monitor);
  }

  private Progress run() throws SourceFault {
    return run(() -> false);
  }

  private Progress run(BooleanSupplier stop) throws SourceFault {
    return history().run(pbx, home.resolve("asterisk").toString(), "", stop, p -> {});
  }

  private void copy(String capture, String file, String name) throws IOException {
    Files.copy(PLAIN.resolve(capture).resolve(file), folder.resolve(name));
  }

  private void write(String name, List<String> lines) throws IOException {
    Files.write(folder.resolve(name), lines);
  }

  private void pack(String name, List<String> lines) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var packed = new GZIPOutputStream(bytes)) {
      packed.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    Files.write(folder.resolve(name), bytes.toByteArray());
  }

  private static List<String> lines(int from, int to) {
    return java.util.stream.IntStream.range(from, to).mapToObj(n -> PastCalls.csv(DAY, n)).toList();
  }

  private List<String> rows() {
    return database
        .db()
        .list(
            """
            select concat_ws(' ', c.id, linkedid, direction, c.result, number, did, queues, certainty,
              c.started_at, c.answered_at, c.ended_at, 'talk=' || talk_ms / 1000,
              array(select extension || o.result from call_operator o where o.call_id = c.id order by position))
            from call c order by c.id
            """,
            row -> row.getString(0));
  }

  private static final class Known implements CallerLookup {

    final Map<String, Long> people = new java.util.HashMap<>();
    final Map<String, Long> clients = new java.util.HashMap<>();

    @Override
    public Optional<String> number(long pbxId, String signalled) {
      return PhoneNumber.parse(signalled, "RU")
          .map(PhoneNumber::text)
          .or(() -> Optional.of(signalled));
    }

    @Override
    public Map<String, Long> clientsOf(Db transaction, Set<String> numbers) {
      var found = new java.util.HashMap<>(clients);
      found.keySet().retainAll(numbers);
      return found;
    }

    @Override
    public Optional<Long> userAt(long pbxId, String extension, Instant at) {
      return Optional.ofNullable(people.get(extension));
    }
  }
}
