package io.ringcard.demo;

import java.util.List;

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

  /** The number as the demo's trunk signals it. */
  String signalled() {
    return number.substring(1);
  }

  /** Those of a table: a head, then one line for each, tabs between the cells. */
  static List<SampleClient> list(String table) {
    return table.lines().skip(1).map(SampleClient::of).toList();
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
