package io.ringcard.testkit;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** A person at the page: signs in, sees, presses keys. */
public final class Desk {

  private static final String WATCH =
      """
      window.seen = {};
      new MutationObserver(() => {
        for (const card of document.querySelectorAll('[data-testid=card]')) window.seen[card.dataset.phase] ??= Date.now();
      }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-phase'] });
      """;

  private final Page page;
  private final String address;

  public Desk(Page page, String address) {
    this.page = page;
    this.address = address;
  }

  public Page page() {
    return page;
  }

  /** Signs in as somebody who has been here before: the tour is behind them. */
  public Desk signIn(String login, String password) {
    signInFirst(login, password);
    if (!hasSeenTour()) {
      if (!patch("/api/me", new JsonObject().put("tourSeen", true)).ok()) {
        throw new IllegalStateException("the tour of " + login + " cannot be put away");
      }
      open("");
      see("user-menu", 40);
    }
    return this;
  }

  /** Whether the server remembers that the tour was gone through or put away. */
  public boolean hasSeenTour() {
    return get("/api/me").getBoolean("tourSeen");
  }

  /** Signs in as somebody whom the tour greets unless they have seen it. */
  public Desk signInFirst(String login, String password) {
    open("");
    see("login").fill(login);
    see("password").fill(password);
    see("sign-in-submit").click();
    see("user-menu", 40);
    return this;
  }

  /** Notes from the next page on when each phase of a card was seen first. */
  public Desk watch() {
    page.addInitScript(WATCH);
    return this;
  }

  /** When a card of that phase came to this page first; it must have come. */
  public Instant firstSeen(String phase) {
    if (page.evaluate("phase => window.seen[phase]", phase) instanceof Number at) {
      return Instant.ofEpochMilli(at.longValue());
    }
    throw new AssertionError("never seen: " + phase);
  }

  /** The calls whose cards are on the page, from the top. */
  @SuppressWarnings("unchecked")
  public List<String> calls() {
    return (List<String>)
        page.locator("[data-testid=card]")
            .evaluateAll("cards => cards.map(card => card.dataset.call)");
  }

  public Desk goTo(String path) {
    open(path);
    return this;
  }

  /** What the server tells this person at that path. */
  public JsonObject get(String path) {
    return new JsonObject(page.request().get(address + path).text());
  }

  /** Writes past the page, as this person. */
  public APIResponse patch(String path, JsonObject change) {
    return page.request()
        .patch(
            address + path,
            RequestOptions.create()
                .setHeader("X-Requested-With", "ringcard")
                .setData(change.getMap()));
  }

  /** Presses keys one after the other, wherever the focus is. */
  public Desk press(String... keys) {
    for (var key : keys) {
      page.keyboard().press(key);
    }
    return this;
  }

  /** The piece with that hook, once it is visible. */
  public Locator see(String hook) {
    return see(hook, 20);
  }

  public Locator see(String hook, int withinSeconds) {
    return seeAll("[data-testid=" + hook + "]", withinSeconds);
  }

  /** The file that a click on the piece with that hook gives. */
  public Download download(String hook) {
    var piece = see(hook);
    return page.waitForDownload(piece::click);
  }

  /** The card of a call in a phase. */
  public Locator card(String phase, int withinSeconds) {
    return seeAll("[data-testid=card][data-phase=" + phase + "]", withinSeconds);
  }

  /** The card of one call, whatever its phase. */
  public Locator cardOf(String call) {
    return page.locator("[data-testid=card][data-call='" + call + "']");
  }

  public void gone(Locator piece, int withinSeconds) {
    PlaywrightAssertions.assertThat(piece)
        .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(withinSeconds * 1000.0));
  }

  /** A change of the machine's networks while a page is asked for breaks that off: asked again. */
  private void open(String path) {
    try {
      page.navigate(address + path);
    } catch (PlaywrightException e) {
      if (!e.getMessage().contains("ERR_NETWORK_CHANGED")) {
        throw e;
      }
      page.navigate(address + path);
    }
  }

  private Locator seeAll(String selector, int withinSeconds) {
    var piece = page.locator(selector).first();
    piece.waitFor(new Locator.WaitForOptions().setTimeout(withinSeconds * 1000.0));
    return piece;
  }
}
