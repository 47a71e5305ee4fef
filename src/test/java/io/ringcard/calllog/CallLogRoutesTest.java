package io.ringcard.calllog;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.http.Routes;
import io.ringcard.kernel.Role;
import io.ringcard.store.Columns;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestDatabase;
import io.ringcard.testkit.TestServer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log as it is asked for, counted and taken away. */
class CallLogRoutesTest {

  private static final Instant NOON = Instant.parse("2026-11-25T09:00:00Z");
  private static final String HOSTILE = "=cmd|' /C calc'!A1; \"Рога\", и\nкопыта\u0001";

  private final TestDatabase database = TestDatabase.fresh();
  private final long anna = database.user("anna", "Анна", "operator");
  private final long boris = database.user("boris", "+Борис", "operator");
  private TestServer server;
  private TestClient client;

  @BeforeEach
  void open() {
    var db = database.db();
    var who =
        db.get(
            "insert into client (name, company) values ($1, '@SUM(1)') returning id",
            row -> row.getLong(0),
            HOSTILE);
    CallSeed.inbound(db, NOON)
        .number("+79165550142")
        .client(who)
        .queue("sales")
        .waited(12)
        .spoke(anna, 60)
        .spoke(boris, 30)
        .write();
    CallSeed.inbound(db, NOON.plusSeconds(60))
        .queue("support", "sales")
        .result("abandoned")
        .write();
    CallSeed.outbound(db, NOON.plusSeconds(120)).spoke(anna, 605).write();
    CallSeed.internal(db, NOON.plusSeconds(180)).spoke(boris, 5).write();
    var merged =
        CallSeed.inbound(db, NOON.plusSeconds(240))
            .result("voicemail")
            .rang(anna, "no_answer", 4)
            .write();
    CallSeed.change(
        db, merged, tx -> tx.run("update call set merged_into = 1 where id = $1", merged));
    CallSeed.inbound(db, NOON.plusSeconds(300))
        .result("no_answer")
        .rang(anna, "no_answer", 4)
        .write();
    db.run("update call set name = '@stranger' where id = 1");
    db.run("update call set gap = true, placed_by = '102', dialled = '101' where id = 4");
    db.run("update call set placed_by = '101', dialled = '90101' where id = 3");
    db.run("insert into team (name) values ('Team')");
    db.run("update app_user set team_id = (select min(id) from team) where id = $1", anna);
    db.run(
        """
        insert into extension_assignment (user_id, extension, since, until)
        values ($1, '102', $3, $4), ($2, '102', $4, null), ($2, '101', $3, $4)
        """,
        anna,
        boris,
        Columns.utc(NOON.minusSeconds(60)),
        Columns.utc(NOON.plusSeconds(200)));
    var routes = new Routes();
    new CallLogRoutes(new CallViews(db), ZoneId.of("Europe/Moscow")).addTo(routes);
    new CallExportRoutes(db, ZoneId.of("Europe/Moscow"), Clock.systemUTC()).addTo(routes);
    server = TestServer.start(routes);
    client = server.as(anna, "anna", Role.OPERATOR);
  }

  @AfterEach
  void close() {
    server.close();
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'',6 4 3 2 1",
    "operator=1,6 4 3 1",
    "operator=1&segment=answered,4 3 1",
    "operator=1&segment=missed,6",
    "operator=1&direction=internal,4",
    "team=1,6 4 3 1",
    "operator=2,4 1",
    "segment=missed,6 2",
    "segment=answered,4 3 1",
    "segment=unwritten,3 1",
    "queue=sales,2 1",
    "queue=support,2",
    "minTalk=90,3 1",
    "minTalk=91&maxTalk=700,3",
    "maxTalk=0,6 2",
    "number=0142,1",
    "number=42,1",
    "number=0143,''",
    "number=101,4",
    "number=102,''",
    "direction=internal,4",
    "result=abandoned,2",
    "operator=1&minTalk=100,3",
    "recording=false,6 4 3 2 1",
    "recording=true,''",
    "client=1,1",
    "certainty=live,6 3 2 1",
    "certainty=gap,4",
    "certainty=disputed,''"
  })
  void eachQuestionHasItsCalls(String query, String ids) {
    var seen = new ArrayList<String>();
    var asked = query.isEmpty() ? "" : "&" + query;
    var next = "";
    do {
      var page = client.get("/api/calls?limit=2" + asked + next).json();
      page.getJsonArray("items").forEach(call -> seen.add(((JsonObject) call).getString("id")));
      next = page.getString("next") == null ? "" : "&cursor=" + page.getString("next");
    } while (!next.isEmpty());
    assertThat(String.join(" ", seen)).isEqualTo(ids);
    if (!query.contains("segment")) {
      assertThat(totals(query).getJsonObject("all").getInteger("calls")).isEqualTo(seen.size());
    }
  }

  @Test
  void whatIsCountedIsWhatTheSegmentsHold() {
    var totals = totals("");
    assertThat(totals.getJsonObject("all").getDouble("talkSeconds")).isEqualTo(700.0);
    assertThat(totals.getJsonObject("missed").getInteger("calls")).isEqualTo(2);
    assertThat(totals.getJsonObject("answered").getInteger("calls")).isEqualTo(3);
    assertThat(totals.getJsonObject("unwritten").getDouble("talkSeconds")).isEqualTo(695.0);
    CallSeed.change(
        database.db(),
        1,
        tx ->
            tx.run(
                "insert into call_outcome (call_id, user_id, outcome_id) values (1, $1, 3)", anna));
    assertThat(totals("").getJsonObject("unwritten").getInteger("calls")).isOne();
    assertThat(totals("outcome=3").getJsonObject("all").getInteger("calls")).isOne();
    CallSeed.change(database.db(), 1, tx -> tx.run("delete from call_outcome"));
    assertThat(totals("").getJsonObject("unwritten").getInteger("calls")).isEqualTo(2);
    assertThat(totals("outcome=3").getJsonObject("all").getInteger("calls")).isZero();
    assertThat(client.get("/api/calls/queues").items()).containsExactly("sales", "support");
  }

  @Test
  void whoeverIsAskedForHasTheirOwnSeconds() {
    var boris = totals("operator=" + this.boris);
    assertThat(boris.getJsonObject("all").getDouble("talkSeconds")).isEqualTo(95.0);
    assertThat(boris.getJsonObject("all").getDouble("ownTalkSeconds")).isEqualTo(35.0);
    assertThat(boris.getJsonObject("unwritten").getDouble("ownTalkSeconds")).isEqualTo(30.0);
    assertThat(totals("").getJsonObject("all").getValue("ownTalkSeconds")).isNull();
    assertThat(totals("queue=sales").getJsonObject("all").getValue("ownTalkSeconds")).isNull();
  }

  @Test
  void whoPlacedACallWithinTheHouseHasTheirTalkInIt() {
    var anna = totals("operator=" + this.anna);
    assertThat(anna.getJsonObject("all").getDouble("ownTalkSeconds")).isEqualTo(670.0);
    assertThat(anna.getJsonObject("answered").getDouble("ownTalkSeconds")).isEqualTo(670.0);
    var call = client.get("/api/calls/4").json();
    assertThat(call.getJsonObject("placer").getString("name")).isEqualTo("Анна");
    assertThat(client.get("/api/calls/3").json().getValue("placer")).isNull();
    database.db().run("update call set started_at = started_at + interval '1 hour' where id = 4");
    database
        .db()
        .run(
            "update call_operator set started_at = started_at + interval '1 hour' where call_id = 4");
    assertThat(client.get("/api/calls/4").json().getJsonObject("placer").getString("name"))
        .isEqualTo("+Борис");
    assertThat(totals("operator=" + this.anna).getJsonObject("all").getInteger("calls"))
        .isEqualTo(3);
    assertThat(totals("operator=" + boris).getJsonObject("all").getInteger("calls")).isEqualTo(2);
  }

  @Test
  void csvOpensInExcelWithHostileNamesHarmless() {
    var reply = client.get("/api/calls/export?format=csv&language=ru");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).contains("text/csv; charset=utf-8");
    var text = new String(reply.bytes(), StandardCharsets.UTF_8);
    assertThat(text)
        .startsWith("\uFEFFКогда;Направление;Результат;Номер;Имя от АТС;Клиент;")
        .endsWith("\r\n");
    assertThat(text)
        .contains(
            "25.11.2026 12:00:00;Входящий;Отвечен;+79165550142;\"'@stranger\";"
                + "\"'=cmd|' /C calc'!A1; \"\"Рога\"\", и\nкопыта \";\"'@SUM(1)\";Анна, +Борис;sales;")
        .contains(";0:01:30;");
    var english =
        new String(
            client.get("/api/calls/export?format=csv&language=en&operator=2").bytes(),
            StandardCharsets.UTF_8);
    assertThat(english)
        .startsWith("\uFEFFWhen,Direction,")
        .contains("2026-11-25 12:00:00,Inbound,");
    assertThat(english.split("\r\n")).hasSize(3);
    assertThat(english).contains(",\"'+Борис\",");
    assertThat(english).contains(",Internal,Answered,102 → 101,");
    assertThat(
            client.get("/api/calls/export?format=csv&language=en&pbx=9&weekday=3&hour=12").status())
        .isEqualTo(200);
    assertThat(
            database
                .db()
                .list(
                    "select format || ' ' || calls || ' ' || filter as told from call_export order by id",
                    row -> row.getString("told")))
        .containsExactly(
            "csv 5 {}",
            "csv 2 {\"operator\": 2}",
            "csv 0 {\"pbx\": 9, \"hour\": 12, \"weekday\": 3}");
  }

  @Test
  void anExportTellsTheExchangeWhereThereAreSeveral() {
    assertThat(english()).startsWith("\uFEFFWhen,").contains(",Certainty,Call id\r\n");
    database.db().run("insert into pbx (name) values ('=branch')");
    database.db().run("update call set pbx_id = (select max(id) from pbx) where id = 2");
    var lines = english().split("\r\n");
    assertThat(lines[0]).endsWith(",Certainty,PBX,Call id");
    assertThat(lines[1]).endsWith(",Seen whole,seed,6");
    assertThat(lines).filteredOn(line -> line.endsWith(",\"'=branch\",2")).hasSize(1);
  }

  @Test
  void anExchangeWhosePastAloneIsHereIsOfferedAndAskedFor() {
    database.db().run("insert into pbx (name) values ('branch')");
    database.db().run("update call set pbx_id = (select max(id) from pbx) where id = 2");
    var offered = client.get("/api/calls/exchanges").items();
    assertThat(offered)
        .extracting(one -> ((JsonObject) one).getString("name"))
        .containsExactly("branch", "seed");
    var branch = offered.getJsonObject(0).getString("id");
    assertThat(client.get("/api/calls?pbx=" + branch).items())
        .extracting(call -> ((JsonObject) call).getString("id"))
        .containsExactly("2");
  }

  @Test
  void anExportOfOnePersonsCallsHasTheirOwnTalk() {
    assertThat(english().split("\r\n")[0]).contains(",Talk,Hold,");
    var lines = english("&operator=" + boris).split("\r\n");
    assertThat(lines).hasSize(3);
    assertThat(lines[0]).contains(",Talk,Own talk,Hold,");
    assertThat(lines[1]).endsWith(",4").contains(",0:00:05,0:00:05,");
    assertThat(lines[2]).endsWith(",1").contains(",0:01:30,0:00:30,");
    lines = english("&operator=" + anna).split("\r\n");
    assertThat(lines[2]).endsWith(",4").contains(",0:00:05,0:00:05,");
    assertThat(lines[4]).endsWith(",1").contains(",0:01:30,0:01:00,");
  }

  private String english() {
    return english("");
  }

  private String english(String query) {
    var reply = client.get("/api/calls/export?format=csv&language=en" + query);
    return new String(reply.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void xlsxHasDatesAndDurationsThatCanBeSummed() throws IOException {
    var reply = client.get("/api/calls/export?format=xlsx&language=ru&client=1");
    assertThat(reply.status()).isEqualTo(200);
    try (var book = new ReadableWorkbook(new ByteArrayInputStream(reply.bytes()))) {
      var sheet = book.getFirstSheet();
      assertThat(sheet.getName()).isEqualTo("Звонки");
      var rows = sheet.read();
      assertThat(rows).hasSize(2);
      assertThat(rows.getFirst().getCellText(0)).isEqualTo("Когда");
      var call = rows.get(1);
      assertThat(call.getCellAsDate(0)).contains(LocalDateTime.parse("2026-11-25T12:00:00"));
      assertThat(call.getCellText(3)).isEqualTo("+79165550142");
      assertThat(call.getCellText(4)).isEqualTo("@stranger");
      assertThat(call.getCellText(5)).isEqualTo(HOSTILE.replace("\u0001", " "));
      assertThat(call.getCellAsNumber(12).orElseThrow().doubleValue() * 86_400)
          .isBetween(89.9, 90.1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/calls/export?format=csv,language",
    "/api/calls/export?language=ru,format",
    "/api/calls/export?format=pdf&language=ru,format",
    "/api/calls?segment=all,segment",
    "/api/calls/totals?cursor=1,cursor"
  })
  void badQuestionsNameTheParameter(String path, String field) {
    var reply = client.get(path);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().getString("field")).isEqualTo(field);
  }

  @Test
  void anExportOfManyPagesHasEveryCallOnce() {
    var seeds = new ArrayList<Long>(List.of());
    for (var n = 0; n < 1_100; n++) {
      seeds.add(CallSeed.outbound(database.db(), NOON.minusSeconds(n / 3)).write());
    }
    var lines =
        new String(
                client.get("/api/calls/export?format=csv&language=en&direction=outbound").bytes(),
                StandardCharsets.UTF_8)
            .split("\r\n");
    assertThat(lines).hasSize(seeds.size() + 2).doesNotHaveDuplicates();
  }

  private JsonObject totals(String query) {
    return client.get("/api/calls/totals?" + query).json();
  }
}
