package io.ringcard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.ringcard.testkit.Chromium;
import io.ringcard.testkit.Desk;
import io.ringcard.testkit.Desks;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client's life in the built page: written, found again, changed by two at once, remembered. */
class ClientWalkTest {

  private static final int NOTES = 55;

  @TempDir static Path home;

  private Desks desks;

  @BeforeEach
  void open() throws IOException {
    desks = DemoDesks.openQuiet(home);
  }

  @AfterEach
  void close() throws Exception {
    desks.close();
  }

  @Test
  void fromTheFormToAFullHistory() {
    var anna = desks.russian("anna");
    var id = create(anna);
    twoAtOnce(anna, desks.english("boris"), id);
    noteWithUndo(anna);
    endlessHistory(anna, id);
    found(anna, id);
    mergedAndParted(anna, id);
    assertThat(desks.complaints().stream().filter(one -> !one.contains("409"))).isEmpty();
  }

  private String create(Desk anna) {
    anna.goTo("/clients?add=yes");
    anna.see("client-name").fill("Рудь Алёна");
    anna.see("client-company").fill("Рудь и Ко");
    anna.see("phone-0").fill("8 (916) 700-11-22");
    anna.see("add-phone").click();
    anna.see("phone-1").fill("+7 495 700 11 23");
    anna.see("phone-label-1").fill("приёмная");
    for (var i = 0; i < 2; i++) {
      anna.see("add-email").click();
      anna.see("email-" + i).fill("alena" + i + "@rud.example");
    }
    anna.page().keyboard().press("Control+Enter");
    var id = anna.see("client-card").getAttribute("data-id");
    anna.goTo("/clients/" + id);
    anna.see("client-phone");
    var card = anna.page().locator("[data-testid=client-card]");
    for (var text : new String[] {"700-11-22", "700-11-23", "приёмная", "alena0@", "alena1@"}) {
      assertThat(card).containsText(text);
    }
    Chromium.picture(anna.page(), "client-new");
    return id;
  }

  private void twoAtOnce(Desk anna, Desk boris, String id) {
    boris.goTo("/clients/" + id);
    boris.see("client-edit").click();
    boris.see("client-position").fill("owner");
    anna.see("client-edit").click();
    anna.see("client-company").fill("Рудь и партнёры");
    anna.see("client-position").fill("директор");
    anna.page().keyboard().press("Control+Enter");
    anna.gone(anna.page().locator("[data-testid=client-form]"), 20);

    boris.page().keyboard().press("Control+Enter");
    boris.see("meanwhile");
    assertThat(boris.see("theirs-position")).containsText("директор");
    assertThat(boris.see("client-position")).hasValue("owner");
    assertThat(boris.see("client-company")).hasValue("Рудь и партнёры");
    Chromium.picture(boris.page(), "client-stale-dark");
    boris.page().keyboard().press("Control+Enter");
    boris.gone(boris.page().locator("[data-testid=client-form]"), 20);
    var saved = boris.get("/api/clients/" + id);
    assertThat(saved.getString("position")).isEqualTo("owner");
    assertThat(saved.getString("company")).isEqualTo("Рудь и партнёры");
  }

  private void noteWithUndo(Desk anna) {
    anna.see("new-note").click();
    anna.see("note-text").fill("Звонить до обеда");
    anna.page().keyboard().press("Control+Enter");
    var note = notes(anna).filter(new Locator.FilterOptions().setHasText("Звонить до обеда"));
    assertThat(note).hasCount(1);
    note.hover();
    anna.see("note-remove").click();
    assertThat(note).hasCount(0);
    anna.see("undo").click();
    assertThat(note).hasCount(1);
  }

  private void endlessHistory(Desk anna, String id) {
    anna.page()
        .evaluate(
            """
            async ([id, count]) => {
              for (let i = 0; i < count; i++) await fetch(`/api/clients/${id}/notes`, { method: 'POST',
                headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'ringcard' }, body: JSON.stringify({ text: `note ${i}` }) })
            }
            """,
            new Object[] {id, NOTES});
    anna.goTo("/clients/" + id);
    anna.see("timeline-item");
    anna.page().locator("[data-testid=timeline-more]").scrollIntoViewIfNeeded();
    assertThat(notes(anna)).hasCount(NOTES + 1);
    Chromium.picture(anna.page(), "client");
  }

  private void found(Desk anna, String id) {
    for (var typed : new String[] {"рудь", "helm", "7001123", "alena1@"}) {
      anna.page().keyboard().press("Control+k");
      anna.see("search").fill(typed);
      anna.page().locator("[data-testid=search-hit][data-id='" + id + "']").waitFor();
      anna.page().keyboard().press("Escape");
    }
  }

  private void mergedAndParted(Desk anna, String id) {
    anna.goTo("/clients?add=yes");
    anna.see("client-name").fill("Алёна Р.");
    anna.see("phone-0").fill("8 (916) 700-11-22");
    anna.page().keyboard().press("Control+Enter");
    var other = anna.see("client-card").getAttribute("data-id");

    anna.goTo("/clients/duplicates");
    var shared = anna.page().locator("[data-testid=duplicate][data-number='+79167001122']");
    shared.waitFor();
    Chromium.picture(anna.page(), "duplicates");
    shared.locator("[data-testid=merge-these]").click();
    anna.see("merge-name-other").check();
    Chromium.picture(anna.page(), "merge");
    anna.page().keyboard().press("Control+Enter");

    var merged = anna.page().locator("[data-testid=timeline-item][data-kind=merged]");
    assertThat(merged).hasCount(1);
    assertThat(anna.see("client-card-name")).hasText("Алёна Р.");
    assertThat(anna.get("/api/clients/" + other).getString("id")).isEqualTo(id);
    anna.see("undo").click();
    assertThat(anna.see("client-card-name")).hasText("Рудь Алёна");
    assertThat(merged).hasCount(0);
    assertThat(anna.get("/api/clients/" + other).getString("id")).isEqualTo(other);
    anna.goTo("/clients/" + other);
    assertThat(anna.see("client-card-name")).hasText("Алёна Р.");
  }

  private static Locator notes(Desk desk) {
    return desk.page().locator("[data-testid=timeline-item][data-kind=note]");
  }
}
