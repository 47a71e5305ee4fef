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

/**
 * The machine's own Chromium without a window, driven by Playwright with the driver that the page's
 * packages bring. What the pages report as errors is collected: a test ends by asking {@link
 * #complaints()}.
 */
public final class Chromium implements AutoCloseable {

  public static final int WIDTH = 1366;
  public static final int HEIGHT = 768;

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new ArrayList<>();

  public Chromium() {
    System.setProperty("playwright.cli.dir", driver().toString());
    playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1",
                        "PLAYWRIGHT_NODEJS_PATH",
                        program("node").toString())));
    browser =
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
  }

  /**
   * A page of a fresh profile, as a person of that language would have it.
   *
   * @param expected parts of the errors that the test provokes there
   */
  public Page page(String language, ColorScheme scheme, String... expected) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(WIDTH, HEIGHT)
                .setLocale(language)
                .setTimezoneId("Europe/Moscow")
                .setColorScheme(scheme));
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

  @Override
  public void close() {
    browser.close();
    playwright.close();
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
}
