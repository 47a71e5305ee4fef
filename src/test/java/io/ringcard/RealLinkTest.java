package io.ringcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcard.ami.AmiBlock;
import io.ringcard.ami.AmiLink;
import io.ringcard.ami.AmiListener;
import io.ringcard.ami.AmiSettings;
import io.ringcard.ami.AmiSnapshot;
import io.ringcard.ami.Journal;
import io.ringcard.ami.JournalSettings;
import io.ringcard.ami.LinkReason;
import io.ringcard.dial.DialRules;
import io.ringcard.dial.DialSettings;
import io.ringcard.dial.Dialling;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Role;
import io.ringcard.pbx.PbxEvent.LinkRestored;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.staff.Phone;
import io.ringcard.testkit.AsteriskContainer;
import io.ringcard.testkit.Outside;
import io.ringcard.testkit.Phones;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The link and click-to-call on a real exchange, with the rights that we ship. */
@Tag("asterisk")
@Timeout(120)
class RealLinkTest {

  private static final Duration RESTART = Duration.ofSeconds(40);
  private static AsteriskContainer exchange;

  @TempDir Path folder;

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<LinkRestored> restored = new CopyOnWriteArrayList<>();
  private Journal journal;
  private AmiLink link;

  private final class Listener implements AmiListener {
    private final AmiSnapshot snapshot = new AmiSnapshot();

    @Override
    public void block(AmiBlock block, Instant receivedAt, long from, long to) {
      var channels = snapshot.take(block, receivedAt);
      if (channels != null) {
        restored.add(channels);
      }
      if (block.event() != null) {
        heard.add(block.event() + " " + block.get("Channel"));
      }
    }

    @Override
    public void lost(Instant at, String reason, long to) {
      heard.add("lost " + reason);
    }
  }

  @BeforeAll
  static void startExchange() {
    exchange = AsteriskContainer.startOrSkip();
  }

  @AfterAll
  static void stopExchange() {
    if (exchange != null) {
      exchange.close();
    }
  }

  @BeforeEach
  void connect() throws IOException {
    journal = Journal.open(JournalSettings.of(folder), trouble -> {});
    link = link(exchange.secret());
    link.start();
    await().until(() -> restored.size() == 1);
  }

  @AfterEach
  void disconnect() throws IOException {
    link.close();
    journal.close();
  }

  @Test
  void aCrashIsNoticedAndTheExchangeFoundAgain() {
    var before = link.status().since();
    exchange.crash();
    await().atMost(RESTART).until(() -> restored.size() == 2);
    assertThat(link.status().up()).isTrue();
    assertThat(link.status().since()).isAfter(before);
    assertThat(heard).contains("lost closed");
    await().until(() -> heard.stream().filter(h -> h.startsWith("FullyBooted")).count() == 2);
    assertThat(link.figures().losses()).isEqualTo(1);
  }

  @Test
  void aWrongSecretIsTold() {
    try (var wrong = link("wrong")) {
      wrong.start();
      await().until(() -> wrong.status().reason() == LinkReason.PASSWORD);
    }
  }

  private static final class AtPhone101 implements Dialling.Phones {
    @Override
    public Optional<Phone> of(Principal person) {
      return Optional.of(new Phone(null, "101"));
    }

    @Override
    public boolean isTaken(Phone phone) {
      return phone.extension().equals("101");
    }
  }

  @Test
  void clickToCallReachesTheClientAndTheListShowsIt() {
    var anna = new Principal(1, "anna", "Anna", Role.OPERATOR);
    var settings = DialSettings.of("PJSIP/%s", "click-to-call", PbxProfile.standard());
    var line = new Dialling.Line(settings, link::send);
    var dialling = new Dialling(pbx -> line, DialRules::standard, new AtPhone101());
    try (var phones = new Phones(exchange);
        var outside = new Outside(exchange)) {
      var operator = phones.answers("101", 500);
      var client = outside.answers(500, 6000);
      assertThat(dialling.dial(anna, "89161112233").number()).isEqualTo("+79161112233");
      await()
          .atMost(RESTART)
          .until(() -> heard.stream().filter(h -> h.startsWith("BridgeEnter")).count() == 2);
      try (var second = link(exchange.secret())) {
        link.close();
        second.start();
        await().until(() -> restored.size() == 2);
        assertThat(restored.get(1).channels())
            .extracting(channel -> channel.channel().name().replaceAll("-.*", ""))
            .containsExactlyInAnyOrder("PJSIP/101", "PJSIP/trunk");
        assertThat(restored.get(1).channels())
            .allSatisfy(channel -> assertThat(channel.bridge()).isNotNull());
      }
      client.ended();
      operator.ended();
    }
  }

  private AmiLink link(String secret) {
    var settings = AmiSettings.of("127.0.0.1", exchange.amiPort(), exchange.user(), secret);
    return new AmiLink(settings, journal, new Listener(), status -> {});
  }
}
