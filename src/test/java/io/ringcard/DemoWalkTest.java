package io.ringcard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.ringcard.testkit.Axe;
import io.ringcard.testkit.Chromium;
import io.ringcard.testkit.Desk;
import io.ringcard.testkit.Desks;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job as a person does it in the built page, on the demo exchange. */
class DemoWalkTest {

  private static final Locator.ClickOptions UNTIL_NOBODY_CALLS =
      new Locator.ClickOptions().setTimeout(180_000);
  private static final Locator.ClickOptions SHORTLY = new Locator.ClickOptions().setTimeout(2_000);
  private static final Locator.FillOptions NOTED_SHORTLY =
      new Locator.FillOptions().setTimeout(2_000);

  @TempDir static Path home;

  private Instant begun;
  private Desks desks;

  @BeforeEach
  void open() throws IOException {
    begun = Instant.now();
    desks = DemoDesks.open(home);
  }

  @AfterEach
  void close() throws Exception {
    desks.close();
  }

  @Test
  void fromTheRingToTheReport() throws IOException {
    var max = desks.english().signInFirst("max", "demo");
    var before = answeredBy(max, "Анна Белова");

    var anna = desks.russian().signInFirst("anna", "demo");
    anna.card("ringing", 150);
    anna.gone(tourOf(anna), 20);
    Chromium.picture(anna.page(), "ringing");
    anna.card("talking", 300);
    Chromium.picture(anna.page(), "talking");
    var call = firstCall(anna);
    await().atMost(120, SECONDS).until(() -> call(anna, call).getString("state").equals("closed"));
    anna.cardOf(call).waitFor();
    anna.page().locator("[data-testid=tour-skip]").click(UNTIL_NOBODY_CALLS);
    anna.gone(tourOf(anna), 20);
    var told = call(anna, call);
    var talk = told.getDouble("talkSeconds");
    assertThat(talk).isBetween(5.0, 120.0);

    writeOutcome(anna, call);
    listen(anna, call, talk);
    tour(max);
    lookInto(max, call, told.getString("number"));
    report(max, before);
    assertThat(desks.complaints()).isEmpty();
  }

  /**
   * The first that came in goes to Anna and to nobody else: of one that is handed on a colleague
   * may write the outcome before her.
   */
  private String firstCall(Desk anna) {
    return anna.get("/api/cards").getJsonArray("items").stream()
        .map(card -> ((JsonObject) card).getJsonObject("call"))
        .filter(call -> startOf(call).isAfter(begun))
        .min(Comparator.comparing(DemoWalkTest::startOf))
        .orElseThrow()
        .getString("id");
  }

  private static Instant startOf(JsonObject call) {
    return Instant.parse(call.getString("startedAt"));
  }

  /** Whoever finds the row wrong sees how it came to be; an administrator gets what was heard. */
  private void lookInto(Desk max, String call, String number) throws IOException {
    max.goTo("/calls?call=" + call).see("story-link").click();
    max.see("story");
    assertThat(max.page().locator("[data-testid=story-step][data-decided]").count()).isPositive();
    Chromium.picture(max.page(), "story");
    assertThat(Axe.faults(max.page())).isEmpty();
    max.see("story-report").click();
    max.see("story-remark").fill("Boris talked, not Anna");
    max.see("story-send").click();
    max.gone(max.page().locator("[data-testid=story-remark]"), 20);

    var admin = desks.russian().signIn("admin", "demo").goTo("/settings/reports");
    assertThat(admin.see("call-report").textContent()).contains("Boris talked, not Anna");
    Chromium.picture(admin.page(), "reports");
    var files = unpacked(admin.download("report-file").path());
    assertThat(files).containsKey("ami.raw");
    assertThat(String.join("\n", files.values()))
        .doesNotContain(number.substring(1))
        .doesNotContain("Boris");
  }

  private static Map<String, String> unpacked(Path zip) throws IOException {
    var files = new HashMap<String, String>();
    try (var in = new ZipInputStream(Files.newInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  /** Greets once, is gone through and put away by keyboard, and comes back when it is asked for. */
  private static void tour(Desk max) {
    var keyboard = max.page().keyboard();
    for (var step : List.of("reports", "board", "calls", "search")) {
      tourAt(max, step);
      assertThat(max.page().locator("[data-pointed]").count()).isEqualTo(1);
      if (step.equals("reports")) {
        assertThat(Axe.faults(max.page())).isEmpty();
        Chromium.picture(max.page(), "tour-dark");
      }
      keyboard.press("Enter");
    }
    max.gone(tourOf(max), 20);
    await().atMost(20, SECONDS).until(max::hasSeenTour);
    max.goTo("/today");
    max.see("scope");
    max.gone(tourOf(max), 20);

    max.see("user-menu").click();
    max.see("tour-again").click();
    tourAt(max, "reports");
    await().atMost(20, SECONDS).until(() -> !max.hasSeenTour());
    keyboard.press("Escape");
    max.gone(tourOf(max), 20);
    await().atMost(20, SECONDS).until(max::hasSeenTour);
  }

  /** At that step, with the focus where Enter goes on. */
  private static void tourAt(Desk desk, String step) {
    desk.page().locator("[data-testid=tour][data-step=" + step + "]").waitFor();
    PlaywrightAssertions.assertThat(desk.see("tour-next")).isFocused();
  }

  private static Locator tourOf(Desk desk) {
    return desk.page().locator("[data-testid=tour]");
  }

  private void writeOutcome(Desk anna, String call) {
    var client = call(anna, call).getJsonObject("client").getString("id");
    var planned = planned(anna, client);
    await()
        .atMost(60, SECONDS)
        .ignoreException(TimeoutError.class)
        .until(() -> hasNote(anna, call));
    anna.press("Alt+Digit1", "Control+Enter");
    await().atMost(20, SECONDS).until(() -> call(anna, call).getJsonObject("outcome") != null);
    var written = call(anna, call);
    var outcome = written.getJsonObject("outcome").getJsonObject("outcome");
    assertThat(outcome.getJsonObject("label").getString("en")).isEqualTo("Meeting");
    anna.gone(anna.cardOf(call), 20);

    var deal = anna.get("/api/deals/" + written.getJsonObject("deal").getString("id"));
    assertThat(deal.getJsonObject("step").getJsonObject("label").getString("en"))
        .isEqualTo("Meeting");
    assertThat(planned(anna, client)).isEqualTo(planned + 1);
    seeOnBoard(anna, deal);
  }

  /** Puts a note on the call's card, which may be folded away under a newer one. */
  private static boolean hasNote(Desk anna, String call) {
    var card = anna.cardOf(call);
    if (card.getAttribute("data-folded") != null) {
      card.click(SHORTLY);
    }
    card.locator("[data-testid=note]").fill("Ждёт во вторник", NOTED_SHORTLY);
    return true;
  }

  private static void seeOnBoard(Desk anna, JsonObject deal) {
    anna.goTo("/deals?view=board");
    anna.page()
        .locator(
            "[data-testid=board-column][data-step='"
                + deal.getJsonObject("step").getString("id")
                + "'] [data-testid=deal-card][data-id='"
                + deal.getString("id")
                + "']")
        .waitFor();
    Chromium.picture(anna.page(), "board");
  }

  /** How many contacts lie ahead. */
  private int planned(Desk desk, String client) {
    var ahead = "/api/plan?status=planned&from=" + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return desk.get(ahead + "&client=" + client).getJsonArray("items").size();
  }

  private void listen(Desk anna, String call, double talk) throws IOException {
    await()
        .atMost(30, SECONDS)
        .until(() ->
            call(anna, call).getJsonArray("recordings").stream()
                .anyMatch(item -> ((JsonObject) item).getString("state").equals("ready")));
    var recording = call(anna, call).getJsonArray("recordings").getJsonObject(0);
    assertThat(recording.getDouble("seconds")).isBetween(talk - 1, talk + 1);

    anna.goTo("/calls");
    anna.page().locator("[data-testid=call-row][data-id='" + call + "']").click();
    anna.see("waveform");
    anna.see("play").click();
    await()
        .atMost(30, SECONDS)
        .until(() -> !anna.see("player-time").textContent().startsWith("0:00"));
    Chromium.picture(anna.page(), "calls");
    keepTheLog(anna);
  }

  private static void keepTheLog(Desk anna) throws IOException {
    anna.see("export").click();
    var file = anna.download("export-csv");
    assertThat(file.suggestedFilename()).startsWith("Звонки 20").endsWith(".csv");
    assertThat(Files.readString(file.path())).startsWith("\uFEFFКогда;").contains("Анна Белова");
  }

  private void report(Desk max, int before) throws IOException {
    await().atMost(20, SECONDS).until(() -> answeredBy(max, "Анна Белова") > before);
    max.goTo("/reports");
    max.see("report-row");
    Chromium.picture(max.page(), "durations-dark");
    var file = max.download("report-xlsx");
    assertThat(file.suggestedFilename()).startsWith("Call durations 20").endsWith(".xlsx");
    try (var book = new ReadableWorkbook(file.path().toFile())) {
      assertThat(book.getFirstSheet().read())
          .anySatisfy(line -> assertThat(line.getCellText(0)).isEqualTo("Анна Белова"));
    }
  }

  private int answeredBy(Desk max, String operator) {
    var rows =
        max.get(
                "/api/reports/durations?by=operator&from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z")
            .getJsonArray("rows");
    return rows.stream()
        .map(JsonObject.class::cast)
        .filter(row -> operator.equals(row.getJsonObject("key").getString("name")))
        .mapToInt(row -> row.getInteger("answered"))
        .sum();
  }

  private JsonObject call(Desk desk, String id) {
    return desk.get("/api/calls/" + id);
  }
}
