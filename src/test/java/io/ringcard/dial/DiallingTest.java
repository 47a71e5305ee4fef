package io.ringcard.dial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringcard.ami.AmiBlock;
import io.ringcard.ami.AmiLink;
import io.ringcard.ami.AmiListener;
import io.ringcard.ami.AmiSettings;
import io.ringcard.ami.Journal;
import io.ringcard.ami.JournalSettings;
import io.ringcard.dial.Dialling.Dialled;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.ringcard.kernel.Role;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.testkit.FakeAmi;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against an exchange that records every byte. */
@Timeout(60)
class DiallingTest {

  private static final Principal ANNA = new Principal(1, "anna", "Anna", Role.OPERATOR);
  private static final Principal MAX = new Principal(2, "max", "Max", Role.MANAGER);
  private static final DialSettings SETTINGS =
      DialSettings.of("PJSIP/%s", "click-to-call", PbxProfile.standard());

  @TempDir Path folder;

  private FakeAmi exchange;
  private Journal journal;
  private AmiLink link;

  private static final class Deaf implements AmiListener {
    @Override
    public void block(AmiBlock block, Instant receivedAt, long from, long to) {}

    @Override
    public void lost(Instant at, String reason, long to) {}
  }

  @BeforeEach
  void connect() throws IOException {
    exchange = FakeAmi.start();
    journal = Journal.open(JournalSettings.of(folder), trouble -> {});
    var settings = AmiSettings.of("127.0.0.1", exchange.port(), FakeAmi.USER, FakeAmi.SECRET);
    link = new AmiLink(settings, journal, new Deaf(), status -> {});
    link.start();
    await().until(() -> link.status().up());
  }

  @AfterEach
  void disconnect() throws IOException {
    link.close();
    journal.close();
    exchange.close();
  }

  @ParameterizedTest
  @CsvSource({
    "+74951230001, +74951230001, 74951230001, +74951230001",
    "84951230001, +74951230001, 74951230001, +74951230001",
    "74951230001, +74951230001, 74951230001, +74951230001",
    "102, 102, 102, 101",
    "112, 112, 112, 101"
  })
  void ringsTheOwnPhoneFirst(String typed, String number, String exten, String shown) {
    assertThat(dialling(SETTINGS).dial(ANNA, typed)).isEqualTo(new Dialled(number, "101"));
    assertThat(exchange.actions("Originate")).hasSize(1);
    assertThat(exchange.actions("Originate").getFirst())
        .containsEntry("channel", "PJSIP/101")
        .containsEntry("context", "click-to-call")
        .containsEntry("exten", exten)
        .containsEntry("priority", "1")
        .containsEntry("callerid", shown)
        .containsEntry("variable", "RINGCARD_NUMBER=" + number)
        .containsEntry("async", "true")
        .doesNotContainKeys("application", "data");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "300&PJSIP/trunk/900",
        "101,102",
        "101|102",
        "${SHELL(id)}",
        "Local/x",
        "101@trunk",
        "*21*101#",
        "#31#",
        "++7495",
        "7495 123",
        "74951230001\r\n\r\nAction: Command",
        "74951230001\n",
        "74951230001\0",
        "74951230001\u2028",
        "７４９５１２３０００１",
        "123456789012345678901"
      })
  void nothingButDigitsIsDialled(String typed) {
    assertThat(problem(() -> dialling(SETTINGS).dial(ANNA, typed)))
        .isEqualTo(new Problem.Invalid("number", "format"));
    assertThat(exchange.actions("Originate")).isEmpty();
  }

  @Test
  void dialsAsTheHouseIsUsedTo() {
    var settings = SETTINGS.withPrefixes(Map.of("+7", "8", "+", "810"));
    dialling(settings).dial(ANNA, "+74951230001");
    dialling(settings).dial(ANNA, "+493012345678");
    assertThat(exchange.actions("Originate"))
        .extracting(action -> action.get("exten"))
        .containsExactly("84951230001", "810493012345678");
  }

  @Test
  void onlyTheCountriesOfTheHouse() {
    var dialling = dialling(SETTINGS.withCountries(List.of("+7")));
    assertThat(problem(() -> dialling.dial(ANNA, "+493012345678")))
        .isEqualTo(new Problem.Forbidden("country"));
    assertThat(dialling.dial(ANNA, "102").number()).isEqualTo("102");
  }

  @Test
  void needsAPhone() {
    assertThat(problem(() -> dialling(SETTINGS).dial(MAX, "102")))
        .isEqualTo(new Problem.Conflict("extension", "missing"));
    assertThat(problem(() -> dialling(SETTINGS).dial(ANNA, "101")))
        .isEqualTo(new Problem.Invalid("number", "own-extension"));
  }

  @Test
  void nobodyDialsWithoutMeasure() {
    var dialling = dialling(SETTINGS);
    for (var i = 0; i < SETTINGS.perMinute(); i++) {
      dialling.dial(ANNA, "102");
    }
    assertThat(problem(() -> dialling.dial(ANNA, "102"))).isInstanceOf(Problem.TooMany.class);
    assertThat(exchange.actions("Originate")).hasSize(SETTINGS.perMinute());
  }

  @Test
  void tellsThatTheExchangeIsAway() throws IOException {
    exchange.originateAnswer("Error");
    assertThat(problem(() -> dialling(SETTINGS).dial(ANNA, "102")))
        .isEqualTo(new Problem.Unavailable("pbx"));
    exchange.refuse();
    await().until(() -> !link.status().up());
    assertThat(problem(() -> dialling(SETTINGS).dial(ANNA, "102")))
        .isEqualTo(new Problem.Unavailable("pbx"));
  }

  private Dialling dialling(DialSettings settings) {
    return new Dialling(
        settings, link::send, who -> who.equals(ANNA) ? Optional.of("101") : Optional.empty());
  }

  private static Problem problem(Runnable call) {
    var problems = new java.util.ArrayList<Problem>();
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(ProblemException.class, e -> problems.add(e.problem()));
    return problems.getFirst();
  }
}
