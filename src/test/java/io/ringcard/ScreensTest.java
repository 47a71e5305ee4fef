package io.ringcard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.ringcard.testkit.AtOnce;
import io.ringcard.testkit.Axe;
import io.ringcard.testkit.Chromium;
import io.ringcard.testkit.Desk;
import io.ringcard.testkit.FakeAmi;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every screen of the built page with the sample data, in both languages and themes: it opens
 * without a complaint, axe finds no serious fault, and a picture is kept for people to look at.
 */
class ScreensTest {

  /** What a first page without a call may load of JavaScript, gzipped, in thousands of bytes. */
  private static final int FIRST_LOAD = 240;

  /** A screen, who looks at it, and what must be there before the picture is taken. */
  private record Screen(String name, String login, String path, String hook) {}

  /** A language, a theme, and how its pictures are named. */
  private record Look(String language, ColorScheme scheme, String suffix) {}

  private static final List<Screen> SCREENS =
      List.of(
          new Screen("today", "anna", "/today", "plan-row"),
          new Screen("plan", "anna", "/plan", "plan-row"),
          new Screen("calls", "anna", "/calls", "call-row"),
          new Screen("call", "sveta", "/calls?call={call}", "waveform"),
          new Screen("missed", "anna", "/missed?scope=team", "missed-row"),
          new Screen("missed-figures", "sveta", "/missed?state=figures", "missed-figures"),
          new Screen("clients", "anna", "/clients", "client-row"),
          new Screen("client", "anna", "/clients/{client}", "timeline-item"),
          new Screen("merge", "anna", "/clients/{client}/merge", "merge-with"),
          new Screen("deals", "anna", "/deals?view=list", "deal-row"),
          new Screen("board", "anna", "/deals?view=board", "board-column"),
          new Screen("durations", "max", "/reports", "report-row"),
          new Screen("balance", "max", "/balance", "balance-day"),
          new Screen("profile", "anna", "/settings/profile", "profile-language"),
          new Screen("people", "admin", "/settings/people", "person-row"),
          new Screen("teams", "admin", "/settings/teams", "team-row"),
          new Screen("dialling", "admin", "/settings/dialling", "dial-save"),
          new Screen("exchanges", "admin", "/settings/exchanges?item=1", "exchange-standing"),
          new Screen("numbers", "admin", "/settings/numbers", "trial"),
          new Screen("records", "admin", "/settings/records", "records-of"),
          new Screen("outcomes", "admin", "/settings/outcomes", "outcome-row"),
          new Screen("missed-rules", "admin", "/settings/missed", "missed-minutes"),
          new Screen("books", "admin", "/settings/books", "book-entry"),
          new Screen("api", "admin", "/settings/api", "docs-search"),
          new Screen("import", "admin", "/settings/import", "import-form"),
          new Screen("reports", "admin", "/settings/reports", "empty"),
          new Screen("pipelines", "admin", "/settings/pipelines", "step-row"));

  @TempDir static Path home;

  private static final Parts PARTS = new Parts();
  private static House house;
  private static Chromium chromium;

  @BeforeAll
  static void open() throws IOException {
    house = DemoCommand.openQuiet(DemoDesks.options(home), PARTS);
    chromium = new Chromium();
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
    PARTS.close();
  }

  @Test
  void everyScreen() {
    AtOnce.each(
        List.of(
            new Look("ru-RU", ColorScheme.LIGHT, "ru-light"),
            new Look("en-GB", ColorScheme.DARK, "en-dark")),
        ScreensTest::everyScreen);
  }

  private static void everyScreen(Look look) {
    var faults = new TreeSet<String>();
    try (var own = Chromium.own()) {
      for (var login : List.of("anna", "sveta", "max", "admin")) {
        var page = own.page(look.language(), look.scheme());
        var desk = new Desk(page, house.address()).signIn(login, "demo");
        for (var screen : SCREENS) {
          if (screen.login().equals(login)) {
            desk.goTo(filled(page, screen.path()));
            desk.see(screen.hook());
            page.waitForLoadState();
            Chromium.picture(page, screen.name() + "-" + look.suffix());
            Axe.faults(page).forEach(fault -> faults.add(screen.name() + ": " + fault));
          }
        }
        page.context().close();
      }
      assertThat(faults).isEmpty();
      assertThat(own.complaints()).isEmpty();
    }
  }

  /** A colleague sees at once what is done to a missed caller without a hand leaving the keys. */
  @Test
  void missedCallersByKeys() {
    var boris = desk("en-GB", ColorScheme.DARK, "boris").goTo("/missed?scope=team");
    boris.see("missed-row");
    var anna = desk("ru-RU", ColorScheme.LIGHT, "anna").goTo("/missed?scope=team");
    anna.see("missed-row");
    var self = anna.get("/api/me").getString("id");
    anna.press("ArrowDown");
    var id = anna.page().locator("[data-testid=missed-row]:focus").getAttribute("data-id");
    var line = "[data-testid=missed-row][data-id='" + id + "']";
    var owned = line + "[data-owner='" + self + "']";
    anna.press("g");
    boris.page().locator(owned).waitFor();
    anna.press("t");
    anna.page().locator("[role=menuitem]").first().waitFor();
    anna.press("ArrowDown", "Enter");
    boris.page().locator(line + "[data-owner]:not([data-owner='" + self + "'])").waitFor();
    assertThat(anna.page().locator(line)).isFocused();
    anna.press("Control+z");
    boris.page().locator(owned).waitFor();

    // The keys are faster than the panel, which shows what it showed the last time.
    var path = "**/api/missed/" + id;
    var late = new ArrayList<Route>();
    anna.page()
        .route(
            path,
            asked -> {
              if (asked.request().method().equals("GET")) {
                late.add(asked);
              } else {
                asked.resume();
              }
            });
    anna.press("z");
    anna.see("missed-closing");
    anna.press("5");
    assertThat(anna.see("missed-note")).isFocused();
    anna.page().keyboard().insertText("Перезвонит сам");
    anna.press("Control+Enter");
    boris.page().locator(line + "[data-state=closed]").waitFor();
    Chromium.picture(anna.page(), "missed-closed");
    assertThat(late).isNotEmpty();
    anna.page().unroute(path);
    late.forEach(Route::resume);
    anna.press("Control+z");
    boris.page().locator(line + ":not([data-state=closed])").waitFor();
    anna.page().context().close();
    boris.page().context().close();
    assertThat(chromium.complaints()).isEmpty();
  }

  /** What an administrator sets up in the first hour, wrong at first. */
  @Test
  void settingsByHand() throws IOException {
    var admin = desk("ru-RU", ColorScheme.LIGHT, "admin", "status of 400");
    numbers(admin.goTo("/settings/numbers"));
    reworded(admin.goTo("/settings/books"));
    takeOver(admin.goTo("/settings/import"));
    anotherExchange(admin.goTo("/settings/exchanges"));
    admin.page().context().close();
    assertThat(chromium.complaints()).isEmpty();
  }

  /** Rules are mended where they are wrong, tried, saved, and the past is read by them. */
  private static void numbers(Desk admin) {
    admin.see("rule-add").click();
    admin.see("rule-pattern").fill("_[2-");
    saying(admin, "rule-fault", "Скобка").waitFor();
    admin.see("rule-prefix").fill("7985");
    admin.see("rule-pattern").fill("_555XXXX");
    admin.see("rule-prepend").fill("+7926");
    saying(admin, "trial-changed", "[1-9]").waitFor();
    Chromium.picture(admin.page(), "numbers-tried");
    admin.see("rule-prepend").fill("+7985");
    admin.see("numbers-save").click();
    admin.see("past-start").click();
    admin.page().locator("[data-testid=past-calls][data-state=done]").waitFor();
  }

  /** Words in both languages and a press beside them, faster than the first answer: all stands. */
  private static void reworded(Desk admin) {
    var held = new ArrayList<Route>();
    var path = "**/api/book-entries/*";
    admin
        .page()
        .route(
            path,
            asked -> {
              if (held.isEmpty()) {
                held.add(asked);
              } else {
                asked.resume();
              }
            });
    var own = new Locator.FilterOptions().setHas(admin.page().locator("[data-testid=book-hide]"));
    var entry = admin.page().getByTestId("book-entry").filter(own).first();
    var line = admin.page().locator("[data-id='" + entry.getAttribute("data-id") + "']");
    line.getByLabel("По-русски").fill("Выставка");
    line.getByLabel("По-русски").press("Tab");
    assertThat(line.getByLabel("По-английски")).isFocused();
    line.getByLabel("По-английски").fill("Trade fair");
    line.locator("[data-testid=book-hide]").click();
    admin.page().waitForCondition(() -> !held.isEmpty());
    held.getFirst().resume();
    assertThat(line).hasAttribute("data-off", "true");
    assertThat(line.getByLabel("По-русски")).hasValue("Выставка");
    assertThat(line.getByLabel("По-английски")).hasValue("Trade fair");
    admin.page().unroute(path);
  }

  /** Files are sent, looked at and taken over; what could not be told is said. */
  private static void takeOver(Desk admin) {
    admin.see("import-kind").getByText("Файлы").click();
    send(admin, "notes.csv", "Name;Phone\nIvan;8916\n");
    admin.see("import-look").click();
    admin.see("import-form").getByRole(AriaRole.ALERT).waitFor();
    admin.goTo("/settings/import").see("import-kind").getByText("Файлы").click();
    send(admin, "Master.csv", MASTER);
    admin.see("import-look").click();
    admin.see("import-start").click();
    var taken = admin.page().locator("[data-testid=import][data-state=finished]");
    taken.getByText("Master.csv").waitFor();
    assertThat(taken.getByTestId("import-added").textContent()).contains("1");
    taken.getByTestId("import-untold").click();
    Chromium.picture(admin.page(), "import-done");
  }

  private static final String MASTER =
      """
      "","79265550101","101","from-did-direct","Ivan","PJSIP/trunk-01","PJSIP/101-01","Dial","PJSIP/101,20","2024-01-09 09:00:00","2024-01-09 09:00:08","2024-01-09 09:01:08",68,60,"ANSWERED","DOCUMENTATION","1704790800.1",""
      "","79265550102","101","from-did-direct","Petr","PJSIP/trunk-02","PJSIP/101-02","Dial","PJSIP/101,20","yesterday","","2024-01-09 09:10:08",8,0,"NO ANSWER","DOCUMENTATION","1704791400.2",""
      """;

  private static void send(Desk desk, String name, String text) {
    var choose = desk.see("import-choose");
    var file = new FilePayload(name, "text/csv", text.getBytes(StandardCharsets.UTF_8));
    desk.page().waitForFileChooser(choose::click).setFiles(file);
    desk.page().locator("[data-testid=import-file][data-done]").getByText(name).waitFor();
  }

  /** What is wrong is said at its field; then it is connected, and switched off. */
  private static void anotherExchange(Desk admin) throws IOException {
    try (var second = FakeAmi.start()) {
      admin.see("new-exchange-open").click();
      admin.see("exchange-name").fill("Склад");
      admin.see("exchange-host").fill("127.0.0.1");
      admin.see("exchange-port").fill(Integer.toString(second.port()));
      admin.see("exchange-secret").fill("wrong");
      admin.see("exchange-recordings").fill("");
      admin.see("exchange-try").click();
      var wrong = admin.page().locator("[data-testid=exchange-secret][aria-invalid=true]");
      wrong.waitFor();
      Chromium.picture(admin.page(), "exchange-password");
      admin.see("exchange-save").click();
      admin.see("exchange-power");
      wrong.waitFor();
      admin.see("exchange-secret").fill(FakeAmi.SECRET);
      admin.see("exchange-save").click();
      saying(admin, "exchange-row", "Склад.*На связи").waitFor();
      Chromium.picture(admin.page(), "exchange-connected");
      admin.see("exchange-power").click();
      saying(admin, "exchange-row", "Склад.*Выключена").waitFor();
      admin.press("Control+z");
      saying(admin, "exchange-row", "Склад.*На связи").waitFor();
      admin.see("exchange-power").click();
      saying(admin, "exchange-row", "Склад.*Выключена").waitFor();
    }
  }

  private static Locator saying(Desk desk, String hook, String words) {
    var filter = new Locator.FilterOptions().setHasText(Pattern.compile(words));
    return desk.page().getByTestId(hook).filter(filter);
  }

  private static Desk desk(String language, ColorScheme scheme, String login, String... expected) {
    var page = chromium.page(language, scheme, expected);
    return new Desk(page, house.address()).signIn(login, "demo");
  }

  @Test
  void aPieceThatCouldNotBeFetchedIsFetchedAgain() {
    var page = chromium.page("ru-RU", ColorScheme.LIGHT, "dynamically imported module");
    var once = new Page.RouteOptions().setTimes(1);
    for (var piece : List.of("index", "ru")) {
      page.route(
          "**/assets/" + piece + "-*.js", route -> route.abort("internetdisconnected"), once);
    }
    page.navigate(house.address());
    new Desk(page, house.address()).see("sign-in");
    page.context().close();
  }

  @ParameterizedTest
  @CsvSource({"ru-RU, LIGHT, ru-light", "en-GB, DARK, en-dark"})
  void theDoor(String language, ColorScheme scheme, String suffix) {
    var page = chromium.page(language, scheme);
    var desk = new Desk(page, house.address()).goTo("/");
    desk.see("sign-in");
    Chromium.picture(page, "sign-in-" + suffix);
    assertThat(Axe.faults(page)).isEmpty();
  }

  @Test
  void theFirstPageIsLight() {
    var page = chromium.page("ru-RU", ColorScheme.LIGHT);
    var desk = new Desk(page, house.address()).signIn("sveta", "demo");
    var scripts = new TreeSet<String>();
    page.onRequest(request -> {
      var path = URI.create(request.url()).getPath();
      if (path.endsWith(".js")) {
        scripts.add(path);
      }
    });
    desk.goTo("/today?scope=team").see("plan-row");
    assertThat(scripts).isNotEmpty();
    assertThat(gzipped(scripts) / 1_000).isLessThanOrEqualTo(FIRST_LOAD);
  }

  private static long gzipped(Set<String> paths) {
    return paths.stream()
        .mapToLong(path -> {
          var out = new ByteArrayOutputStream();
          try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(Files.readAllBytes(Path.of("web/dist" + path)));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return out.size();
        })
        .sum();
  }

  /** The path with an id of the sample data where one is asked for. */
  private static String filled(Page page, String path) {
    if (path.contains("{call}")) {
      // Somebody talked, so it is no message on a voicemail, which not everybody may hear.
      var talk = "/api/calls?recording=true&minTalk=1&limit=1";
      return path.replace("{call}", first(page, talk));
    }
    return path.contains("{client}")
        ? path.replace("{client}", first(page, "/api/plan/today", "overdue"))
        : path;
  }

  private static String first(Page page, String list) {
    return get(page, list).getJsonArray("items").getJsonObject(0).getString("id");
  }

  private static String first(Page page, String list, String part) {
    return get(page, list)
        .getJsonArray(part)
        .getJsonObject(0)
        .getJsonObject("client")
        .getString("id");
  }

  private static JsonObject get(Page page, String path) {
    return new JsonObject(page.request().get(house.address() + path).text());
  }
}
