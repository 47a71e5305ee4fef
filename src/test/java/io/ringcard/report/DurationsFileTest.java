package io.ringcard.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringcard.calllog.Tallies;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Role;
import io.ringcard.store.Db;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestDatabase;
import io.ringcard.testkit.TestServer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report as a worksheet says what the JSON says. */
class DurationsFileTest {

  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  private static final Instant NOON = Instant.parse("2026-11-23T09:00:00Z");
  private static final String PERIOD = "from=2026-11-21T21:00:00Z&to=2026-11-24T21:00:00Z";
  private static final String HOSTILE = "=cmd|' /C calc'!A1";
  private static final double DAY_SECONDS = 86_400;

  /** Columns after the name, in order: members of the row. */
  private static final List<String> FIGURES =
      List.of(
          "calls",
          "answered",
          "missed",
          "talkSeconds",
          "averageTalkSeconds",
          "medianTalkSeconds",
          "p90TalkSeconds",
          "ringSeconds",
          "waitSeconds",
          "holdSeconds",
          "withOutcome");

  private final TestDatabase database = TestDatabase.fresh();
  private final Db db = database.db();
  private final TestServer server = TestServer.start(routes());
  private final TestClient max =
      server.as(database.user("max", "Макс", "manager"), "max", Role.MANAGER);

  private Routes routes() {
    var routes = new Routes();
    new ReportRoutes(new Reports(db, MOSCOW, () -> NOON)).addTo(routes);
    return routes;
  }

  @BeforeEach
  void calls() {
    new Tallies().begin(db, MOSCOW);
    var anna = database.user("anna", HOSTILE, "operator");
    var boris = database.user("boris", "Борис", "operator");
    CallSeed.inbound(db, NOON).queue("sales").spoke(anna, 61).write();
    CallSeed.inbound(db, NOON.plusSeconds(600)).spoke(anna, 90).write();
    CallSeed.outbound(db, NOON.plusSeconds(90_000)).spoke(boris, 40_000).write();
    CallSeed.inbound(db, NOON.plusSeconds(900)).rang(boris, "no_answer", 20).write();
  }

  @AfterEach
  void stop() {
    server.close();
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "by=operator,operator",
    "by=day,day",
    "by=hour&direction=inbound,hour",
    "by=queue&queue=sales,queue"
  })
  void sameFiguresAsTheJson(String asked, String by) throws IOException {
    var told = max.get("/api/reports/durations?" + PERIOD + "&" + asked).json();
    var lines = lines(asked, "en");
    var rows = told.getJsonArray("rows").stream().map(JsonObject.class::cast).toList();
    assertThat(rows).isNotEmpty();
    assertThat(lines).hasSize(rows.size() + 2);
    assertThat(lines.getFirst().getCellText(0)).isEqualToIgnoringCase(by);
    for (var i = 0; i < rows.size(); i++) {
      same(lines.get(i + 1), rows.get(i));
    }
    assertThat(lines.getLast().getCellText(0)).isEqualTo("Total");
    same(lines.getLast(), told.getJsonObject("total"));
  }

  private static void same(Row line, JsonObject row) {
    for (var i = 0; i < FIGURES.size(); i++) {
      var member = FIGURES.get(i);
      var wanted = row.getDouble(member);
      var cell = line.getOptionalCell(i + 1).filter(one -> one.getType() != CellType.EMPTY);
      if (wanted == null) {
        assertThat(cell).as(member).isEmpty();
      } else {
        var unit = member.endsWith("Seconds") ? DAY_SECONDS : 1;
        assertThat(cell.map(Cell::asNumber).orElseThrow().doubleValue() * unit)
            .as(member)
            .isCloseTo(wanted, within(0.001));
      }
    }
  }

  @Test
  void namesStayTextAndDaysAreDates() throws IOException {
    var names = lines("by=operator", "ru").stream().map(line -> line.getCell(0)).toList();
    assertThat(names).extracting(Cell::getType).containsOnly(CellType.STRING);
    assertThat(names)
        .extracting(Cell::asString)
        .contains(HOSTILE, "Борис")
        .startsWith("Оператор")
        .endsWith("Итого");
    var days = lines("by=day", "ru");
    assertThat(days.get(1).getCellAsDate(0).orElseThrow().toLocalDate())
        .isEqualTo(LocalDate.of(2026, 11, 23));
  }

  @Test
  void isNamedAndForThoseWhoMaySeeIt() {
    var file = max.get(path("by=day", "ru"));
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Type").orElseThrow()).contains("spreadsheetml");
    assertThat(file.header("Content-Disposition").orElseThrow())
        .startsWith("attachment; filename*=UTF-8''%D0%94%D0%BB")
        .endsWith("2026-11-22%20%E2%80%93%202026-11-24.xlsx");
    assertThat(server.as(7, "anna", Role.OPERATOR).get(path("by=day", "ru")).status())
        .isEqualTo(403);
    assertThat(max.get(path("by=moon", "ru")).json().getString("field")).isEqualTo("by");
    assertThat(max.get(path("by=day", "de")).json().getString("field")).isEqualTo("language");
  }

  private static String path(String asked, String language) {
    return "/api/reports/durations.xlsx?" + PERIOD + "&" + asked + "&language=" + language;
  }

  private List<Row> lines(String asked, String language) throws IOException {
    var file = max.get(path(asked, language)).bytes();
    try (var book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
      return book.getFirstSheet().read();
    }
  }
}
