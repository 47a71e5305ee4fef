package io.ringcard.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CelLinesTest {

  private final List<CelRow> rows = new ArrayList<>();
  private final List<Long> offsets = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private final CelLines lines =
      new CelLines(
          new CelLines.Sink() {
            @Override
            public void row(CelRow row, long offset) {
              rows.add(row);
              offsets.add(offset);
            }

            @Override
            public void broken(String reason, String line, long offset) {
              broken.add(reason);
            }
          },
          100);

  @Test
  void quotesAreDoubledAndLinesEndWithinFields() {
    feed(row("Bob \"\"the\"\"\nbuilder, Олег"));
    assertThat(rows)
        .singleElement()
        .extracting(CelRow::name)
        .isEqualTo("Bob \"the\"\nbuilder, Олег");
  }

  @Test
  void byteForByteIsTheSame() {
    var text = row("Олег") + row("a\"\"b").replace("\n", "\r\n") + row("c");
    for (var b : text.getBytes(StandardCharsets.UTF_8)) {
      lines.feed(new byte[] {b}, 1);
    }
    assertThat(rows).extracting(CelRow::name).containsExactly("Олег", "a\"b", "c");
    assertThat(broken).isEmpty();
  }

  @Test
  void lastRowWaitsForItsRest() {
    var whole = row("one");
    feed(whole + row("two").substring(0, 30));
    assertThat(rows).hasSize(1);
    assertThat(lines.offset()).isEqualTo(100 + whole.length());
    feed(row("two").substring(30));
    assertThat(rows).extracting(CelRow::name).containsExactly("one", "two");
    assertThat(offsets).containsExactly(100L, 100L + whole.length());
  }

  @Test
  void cutRowCostsItself() {
    feed(row("one") + row("two").substring(0, 50) + "\n" + row("three"));
    assertThat(rows).extracting(CelRow::name).containsExactly("one", "three");
    assertThat(broken).hasSize(1);
  }

  @Test
  void strangersLinesAreSetAside() {
    feed("hello\n\n" + row("one") + "\"a\",\"b\"\n" + row("two"));
    assertThat(rows).extracting(CelRow::name).containsExactly("one", "two");
    assertThat(broken).containsExactly("1 fields", "2 fields");
  }

  @Test
  void quoteThatNeverEndsIsGivenUp() {
    feed("\"" + "x".repeat(CelLines.LONGEST) + "\n" + row("one"));
    assertThat(rows).extracting(CelRow::name).containsExactly("one");
    assertThat(broken).hasSize(1);
  }

  private void feed(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    lines.feed(bytes, bytes.length);
  }

  private static String row(String name) {
    return "\"2026-11-23 06:33:14.351899\",\"CHAN_START\",\""
        + name
        + "\""
        + ",\"\"".repeat(17)
        + "\n";
  }
}
