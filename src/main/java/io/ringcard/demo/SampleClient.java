package io.ringcard.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A client of the sample data. All are invented; so are the numbers.
 *
 * @param number in E.164 with the plus
 * @param secondNumber empty when there is none
 * @param step position of the deal's step in its pipeline, 1 to 8
 * @param amount in roubles
 */
record SampleClient(
    String name,
    String company,
    String position,
    String number,
    String secondNumber,
    String source,
    String deal,
    int step,
    int amount,
    String topic) {

  private static final List<SampleClient> ALL = load();

  static List<SampleClient> all() {
    return ALL;
  }

  /** The number as the demo's trunk signals it. */
  String signalled() {
    return number.substring(1);
  }

  private static List<SampleClient> load() {
    try (var in = SampleClient.class.getResourceAsStream("/demo/clients.tsv")) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(SampleClient::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SampleClient of(String line) {
    var cell = line.split("\t", -1);
    return new SampleClient(
        cell[0],
        cell[1],
        cell[2],
        cell[3],
        cell[4],
        cell[5],
        cell[6],
        Integer.parseInt(cell[7]),
        Integer.parseInt(cell[8]),
        cell[9]);
  }
}
