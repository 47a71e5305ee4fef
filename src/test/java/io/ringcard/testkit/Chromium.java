package io.ringcard.testkit;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The machine's own Chromium without a window, driven by Playwright with the driver that the page's
 * packages bring: one program for all tests, in which each page has a profile of its own. What the
 * pages report as errors is collected: a test ends by asking {@link #complaints()}.
 */
public final class Chromium implements AutoCloseable {

  public static final int WIDTH = 1366;
  public static final int HEIGHT = 768;

  private static @Nullable Program shared;

  private final Program program;
  private final boolean own;
  private final List<BrowserContext> profiles = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  /** In the program that the tests' one thread shares; started again should it have died. */
  public Chromium() {
    var running = shared;
    if (running == null || !running.browser().isConnected()) {
      running = Program.start();
      Runtime.getRuntime().addShutdownHook(new Thread(running::close, "chromium-stop"));
      shared = running;
    }
    program = running;
    own = false;
  }

  private Chromium(Program program) {
    this.program = program;
    own = true;
  }

  /** In a program of its own, for a thread beside that of the tests. */
  public static Chromium own() {
    return new Chromium(Program.start());
  }

  /**
   * A page of a fresh profile, as a person of that language would have it.
   *
   * @param expected parts of the errors that the test provokes there
   */
  public Page page(String language, ColorScheme scheme, String... expected) {
    BrowserContext context =
        program
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(WIDTH, HEIGHT)
                    .setLocale(language)
                    .setTimezoneId("Europe/Moscow")
                    .setColorScheme(scheme));
    profiles.add(context);
    context.setDefaultTimeout(20_000);
    var page = context.newPage();
    page.onPageError(error -> {
      if (Stream.of(expected).noneMatch(error::contains)) {
        complaints.add("error: " + error);
      }
    });
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")
          && !isExpected(message.text())
          && Stream.of(expected).noneMatch(message.text()::contains)) {
        complaints.add("console: " + message.text());
      }
    });
    return page;
  }

  /**
   * What is no fault of the page: containers come and go beside the browser, which then drops what
   * it was fetching, and a test may take the network away.
   */
  private static boolean isExpected(String message) {
    return Stream.of("status of 401", "ERR_NETWORK_CHANGED", "ERR_INTERNET_DISCONNECTED")
        .anyMatch(message::contains);
  }

  /** Errors of scripts and of the content security policy that any page has reported. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Keeps a picture of the page where a person can look at it. */
  public static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
  }

  /** Ends every page; whoever comes next has profiles of their own. */
  @Override
  public void close() {
    profiles.forEach(BrowserContext::close);
    if (own) {
      program.close();
    }
  }

  /** Playwright looks for {@code package/cli.js} under the folder that it is given. */
  private static Path driver() {
    var packages = Path.of("web", "node_modules", "playwright-core").toAbsolutePath();
    var link = Path.of("target", "playwright", "package").toAbsolutePath();
    try {
      Files.createDirectories(link.getParent());
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, packages);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return link.getParent();
  }

  private static Path chromium() {
    var given = System.getenv("RINGCARD_CHROMIUM");
    return given == null || given.isBlank() ? program("chromium") : Path.of(given);
  }

  private static Path program(String name) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " is not on the PATH"));
  }

  /** Playwright is for one thread. */
  private record Program(Playwright playwright, Browser browser) {

    static synchronized Program start() {
      System.setProperty("playwright.cli.dir", driver().toString());
      var playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(
                      Map.of(
                          "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                          "1",
                          "PLAYWRIGHT_NODEJS_PATH",
                          program("node").toString())));
      var browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(chromium())
                      .setArgs(
                          List.of(
                              "--headless",
                              "--no-sandbox",
                              "--disable-gpu",
                              "--disable-quic",
                              "--no-first-run",
                              "--disable-background-networking",
                              "--disable-component-update",
                              "--disable-sync",
                              "--autoplay-policy=no-user-gesture-required")));
      return new Program(playwright, browser);
    }

    void close() {
      browser.close();
      playwright.close();
    }
  }
}
