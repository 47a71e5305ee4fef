package io.ringcard.ami;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmiStreamTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir Path folder;

  private record Told(String what, long from, long to) {}

  private static final class Listener implements AmiListener {
    final List<Told> told = new ArrayList<>();

    @Override
    public void opened(Instant at) {
      told.add(new Told("opened", 0, 0));
    }

    @Override
    public void block(AmiBlock block, Instant receivedAt, long from, long to) {
      told.add(new Told(String.join("|", block.lines()), from, to));
    }

    @Override
    public void lost(Instant at, String reason, long to) {
      told.add(new Told("lost " + reason, 0, to));
    }

    List<String> words() {
      return told.stream().map(Told::what).toList();
    }
  }

  @Test
  void everyBlockCanBeReadAgainFromItsPlace() throws IOException {
    var text = new ByteArrayOutputStream();
    for (var i = 0; i < 200; i++) {
      text.writeBytes(
          ("Event: E" + i + "\r\nValue: " + "x".repeat(i) + "\r\n\r\n").getBytes(UTF_8));
      if (i % 7 == 0) {
        text.writeBytes("\r\n".getBytes(UTF_8));
      }
    }
    try (var journal = Journal.open(new JournalSettings(folder, 30, 1000), trouble -> {})) {
      var live = new Listener();
      var stream = new AmiStream(live);
      stream.opened(NOON, journal.opened(NOON));
      feedInPieces(journal, stream, text.toByteArray());
      stream.lost(NOON, journal.lost(NOON, "closed"), "closed");
      assertThat(live.told).hasSize(202);
      for (var i = 1; i < live.told.size() - 1; i += 3) {
        var again = new Listener();
        journal.read(live.told.get(i).from(), new AmiStream(again));
        assertThat(again.told).isEqualTo(live.told.subList(i, live.told.size()));
        var rest = new Listener();
        journal.read(live.told.get(i).to(), new AmiStream(rest));
        assertThat(rest.told).isEqualTo(live.told.subList(i + 1, live.told.size()));
      }
      var after = new Listener();
      journal.read(live.told.getLast().to(), new AmiStream(after));
      assertThat(after.told).isEmpty();
    }
  }

  @Test
  void anErrorCostsOneBlock() {
    var seen = new ArrayList<String>();
    var stream =
        new AmiStream(
            new AmiListener() {
              @Override
              public void block(AmiBlock block, Instant receivedAt, long from, long to) {
                seen.add(block.get("Event"));
                if (block.get("Event").equals("Bad")) {
                  throw new IllegalStateException("bad");
                }
              }

              @Override
              public void lost(Instant at, String reason, long to) {}
            });
    var bytes = "Event: Good\r\n\r\nEvent: Bad\r\n\r\nEvent: Fine\r\n\r\n".getBytes(UTF_8);
    stream.bytes(NOON, 0, bytes, 0, bytes.length);
    assertThat(seen).containsExactly("Good", "Bad", "Fine");
    assertThat(stream.errors()).isEqualTo(1);
  }

  @Test
  void halfABlockDiesWithItsConnection() {
    var listener = new Listener();
    var stream = new AmiStream(listener);
    feed(stream, "Event: A\r\n\r\nEvent: B\r\nUniq");
    stream.lost(NOON, 100, "closed");
    stream.opened(NOON, 200);
    feed(stream, "Event: C\r\n\r\n");
    stream.opened(NOON, 400);
    assertThat(listener.words())
        .containsExactly("Event: A", "lost closed", "opened", "Event: C", "lost stopped", "opened");
  }

  @Test
  void whatIsLongerThanAnythingIsCutAndCounted() {
    var listener = new Listener();
    var stream = new AmiStream(listener);
    feed(stream, "Event: A\r\nName: " + "x".repeat(200_000) + "\r\n\r\nEvent: B\r\n\r\n");
    assertThat(stream.cut()).isEqualTo(1);
    assertThat(listener.words()).hasSize(2).last().isEqualTo("Event: B");
  }

  private static void feed(AmiStream stream, String text) {
    var bytes = text.getBytes(UTF_8);
    stream.bytes(NOON, 0, bytes, 0, bytes.length);
  }

  private static void feedInPieces(Journal journal, AmiStream stream, byte[] all) {
    var random = new Random(7);
    for (var i = 0; i < all.length; ) {
      var n = Math.min(all.length - i, 1 + random.nextInt(90));
      stream.bytes(NOON, journal.bytes(NOON, all, i, i + n), all, i, i + n);
      i += n;
    }
  }
}
