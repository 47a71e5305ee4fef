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
import io.ringcard.staff.Phone;
import io.ringcard.testkit.FakeAmi;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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

  private static final String LONG_EXTENSION = "700105";

  @TempDir Path folder;

  /** As stored; the tests change it under way. */
  private JsonObject rules =
      new JsonObject(
          """
          {"stopped":false,"premium":false,"perMinute":30,"countries":[],"prefixes":[{"from":"+","to":""}]}
          """);

  private Dialling dialling;

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
    var line = new Dialling.Line(SETTINGS, link::send);
    dialling = new Dialling(pbx -> line, () -> DialRules.of(rules), new Seats());
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
    assertThat(dialling.dial(ANNA, typed)).isEqualTo(new Dialled(number, "101"));
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
    assertThat(problem(() -> dialling.dial(ANNA, typed)))
        .isEqualTo(new Problem.Invalid("number", "format"));
    assertThat(exchange.actions("Originate")).isEmpty();
  }

  @Test
  void dialsAsTheHouseIsUsedTo() {
    set("{'prefixes':[{'from':'+7','to':'8'},{'from':'+','to':'810'}]}");
    dialling.dial(ANNA, "+74951230001");
    dialling.dial(ANNA, "+493012345678");
    assertThat(exchange.actions("Originate"))
        .extracting(action -> action.get("exten"))
        .containsExactly("84951230001", "810493012345678");
  }

  @Test
  void onlyTheCountriesOfTheHouse() {
    set("{'countries':['+7','+375']}");
    for (var abroad : List.of("+493012345678", "00493012345678", "810493012345678", "2345678")) {
      assertThat(problem(() -> dialling.dial(ANNA, abroad)))
          .as(abroad)
          .isEqualTo(new Problem.Forbidden("country"));
    }
    assertThat(exchange.actions("Originate")).isEmpty();
    for (var allowed : List.of("84951230001", "+375171234567", "102", "112", LONG_EXTENSION)) {
      dialling.dial(ANNA, allowed);
    }
    assertThat(exchange.actions("Originate")).hasSize(5);
  }

  @Test
  void premiumRatesAreClosedUntilSomebodyOpensThem() {
    assertThat(problem(() -> dialling.dial(ANNA, "88091234567")))
        .isEqualTo(new Problem.Forbidden("premium"));
    assertThat(exchange.actions("Originate")).isEmpty();
    set("{'premium':true}");
    assertThat(dialling.dial(ANNA, "88091234567").number()).isEqualTo("+78091234567");
  }

  @Test
  void theStopIsAtOnceAndOnlyForTheOutside() {
    set("{'stopped':true}");
    assertThat(problem(() -> dialling.dial(ANNA, "+74951230001")))
        .isEqualTo(new Problem.Forbidden("stopped"));
    assertThat(exchange.actions("Originate")).isEmpty();
    assertThat(dialling.dial(ANNA, "102").number()).isEqualTo("102");
    set("{'stopped':false}");
    dialling.dial(ANNA, "+74951230001");
    assertThat(exchange.actions("Originate")).hasSize(2);
  }

  @Test
  void needsAPhone() {
    assertThat(problem(() -> dialling.dial(MAX, "102")))
        .isEqualTo(new Problem.Conflict("extension", "missing"));
    assertThat(problem(() -> dialling.dial(ANNA, "101")))
        .isEqualTo(new Problem.Invalid("number", "own-extension"));
  }

  @Test
  void nobodyDialsWithoutMeasure() {
    set("{'perMinute':3}");
    for (var i = 0; i < 3; i++) {
      dialling.dial(ANNA, "102");
    }
    assertThat(problem(() -> dialling.dial(ANNA, "102"))).isInstanceOf(Problem.TooMany.class);
    assertThat(exchange.actions("Originate")).hasSize(3);
    set("{'perMinute':4}");
    dialling.dial(ANNA, "102");
    assertThat(exchange.actions("Originate")).hasSize(4);
  }

  @Test
  void tellsThatTheExchangeIsAway() throws IOException {
    exchange.originateAnswer("Error");
    assertThat(problem(() -> dialling.dial(ANNA, "102"))).isEqualTo(new Problem.Unavailable("pbx"));
    exchange.refuse();
    await().until(() -> !link.status().up());
    assertThat(problem(() -> dialling.dial(ANNA, "102"))).isEqualTo(new Problem.Unavailable("pbx"));
  }

  private void set(String members) {
    rules = rules.copy().mergeIn(new JsonObject(members.replace('\'', '"')));
  }

  private static final class Seats implements Dialling.Phones {
    @Override
    public Optional<Phone> of(Principal who) {
      return who.equals(ANNA) ? Optional.of(new Phone(null, "101")) : Optional.empty();
    }

    @Override
    public boolean isTaken(Phone phone) {
      return phone.extension().equals(LONG_EXTENSION);
    }
  }

  private static Problem problem(Runnable call) {
    var problems = new java.util.ArrayList<Problem>();
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(ProblemException.class, e -> problems.add(e.problem()));
    return problems.getFirst();
  }
}
