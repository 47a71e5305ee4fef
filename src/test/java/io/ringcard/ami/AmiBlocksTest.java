package io.ringcard.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class AmiBlocksTest {

  private final List<AmiBlock> blocks = new ArrayList<>();
  private final AmiBlocks parser = new AmiBlocks(blocks::add);

  @Test
  void readsHeadersByTheirNames() {
    feed("Event: Hangup\r\nCause: 16\r\nCause-txt: Normal Clearing\r\nEmpty:\r\n\r\n");
    assertThat(blocks).hasSize(1);
    var block = blocks.getFirst();
    assertThat(block.event()).isEqualTo("Hangup");
    assertThat(block.find("Cause")).isEqualTo("16");
    assertThat(block.find("Cause-txt")).isEqualTo("Normal Clearing");
    assertThat(block.find("Empty")).isEmpty();
    assertThat(block.find("Caus")).isNull();
    assertThat(block.known("Empty")).isNull();
  }

  @Test
  void passesOverEmptyBlocks() {
    feed("\r\n\r\nEvent: A\r\n\r\n\r\n\r\nEvent: B\r\n\r\n");
    assertThat(blocks).extracting(AmiBlock::event).containsExactly("A", "B");
    assertThat(blocks.get(1).end())
        .isEqualTo("\r\n\r\nEvent: A\r\n\r\n\r\n\r\nEvent: B\r\n\r\n".length());
  }

  @Test
  void aBareLineFeedBelongsToTheValue() {
    feed("Event: A\r\nOutput: one\n\ntwo\rthree\r\n\r\n");
    assertThat(blocks.getFirst().find("Output")).isEqualTo("one\n\ntwo\rthree");
  }

  @Test
  void theFirstOfTwoHeadersCounts() {
    feed("Event: A\r\nState: 1\r\nState: 2\r\nEvent: B\r\n\r\n");
    assertThat(blocks.getFirst().event()).isEqualTo("A");
    assertThat(blocks.getFirst().find("State")).isEqualTo("1");
    assertThat(blocks.getFirst().list("State")).containsExactly("1", "2");
  }

  @Test
  void bytesThatAreNoTextDoNoHarm() {
    parser.feed(
        "Event: A\r\nCallerIDName: \u00d0\r\nX\r\n: \r\n\u0000\r\n\r\n".getBytes(ISO_8859_1));
    assertThat(blocks.getFirst().find("CallerIDName")).isEqualTo("\uFFFD");
    assertThat(blocks.getFirst().lines()).hasSize(5);
  }

  @Test
  void anEndlessLineIsCut() {
    feed("Event: A\r\nLong: " + "x".repeat(AmiBlocks.LONGEST_LINE) + "\r\nAfter: 1\r\n\r\n");
    assertThat(parser.cutLines()).isEqualTo(1);
    assertThat(blocks.getFirst().get("Long")).hasSize(AmiBlocks.LONGEST_LINE - "Long: ".length());
    assertThat(blocks.getFirst().find("After")).isEqualTo("1");
  }

  @Test
  void anEndlessBlockIsCut() {
    var line = "Header: " + "x".repeat(1000) + "\r\n";
    feed(
        "Event: A\r\n"
            + line.repeat(2 * AmiBlocks.LONGEST_BLOCK / line.length())
            + "\r\nEvent: B\r\n\r\n");
    assertThat(parser.cutBlocks()).isEqualTo(1);
    assertThat(blocks).extracting(AmiBlock::event).containsExactly("A", "B");
    assertThat(blocks.getFirst().end() - blocks.getFirst().start())
        .isGreaterThan(AmiBlocks.LONGEST_BLOCK);
  }

  @Test
  void aBlockCutByTheEndIsNotHandedOn() {
    feed("Event: A\r\n\r\nEvent: Hangup\r\nCause: 1");
    parser.finish();
    assertThat(blocks).hasSize(1);
    assertThat(parser.unfinished()).isTrue();
  }

  @Test
  void splitsOfTheStreamMakeNoDifference() throws IOException {
    var raw = Path.of("src/test/resources/ami/plain/inbound-hostile-name/ami.raw.gz");
    byte[] bytes;
    try (var in = new GZIPInputStream(Files.newInputStream(raw))) {
      bytes = in.readAllBytes();
    }
    parser.feed(bytes);
    var random = new Random(7);
    for (var round = 0; round < 20; round++) {
      var others = new ArrayList<AmiBlock>();
      var other = new AmiBlocks(others::add);
      for (int from = 0, to; from < bytes.length; from = to) {
        to = Math.min(bytes.length, from + 1 + random.nextInt(round < 10 ? 3 : 400));
        other.feed(bytes, from, to);
      }
      assertThat(others)
          .extracting(AmiBlock::lines)
          .isEqualTo(blocks.stream().map(AmiBlock::lines).toList());
      assertThat(others)
          .extracting(AmiBlock::end)
          .isEqualTo(blocks.stream().map(AmiBlock::end).toList());
    }
  }

  @Test
  void randomBytesNeverThrow() {
    var random = new Random(11);
    var bytes = new byte[200_000];
    random.nextBytes(bytes);
    var letters = "Event: \r\n\r\nVarSetNewchannelUniqueid:1".getBytes(UTF_8);
    for (var i = 0; i < bytes.length; i++) {
      bytes[i] = random.nextInt(4) == 0 ? bytes[i] : letters[random.nextInt(letters.length)];
    }
    var translator = new AmiTranslator(io.ringcard.pbx.PbxProfile.standard());
    var fuzzed = new AmiBlocks(block -> translator.translate(block, null));
    fuzzed.feed(bytes);
    fuzzed.finish();
    assertThat(fuzzed.cutLines()).isGreaterThanOrEqualTo(0);
  }

  private void feed(String text) {
    parser.feed(text.getBytes(UTF_8));
  }
}
