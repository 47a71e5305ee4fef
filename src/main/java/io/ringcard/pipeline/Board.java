package io.ringcard.pipeline;

import java.util.List;

/**
 * The contract's {@code Board}: the columns of one pipeline in the order of its steps.
 *
 * @param pipeline its id
 */
public record Board(String pipeline, List<Column> columns) {

  public Board {
    columns = List.copyOf(columns);
  }

  /**
   * One step.
   *
   * @param count of all its deals that fit, whether shown or not
   * @param sums of them, one for each currency, the largest first
   * @param items the first of them in the order of contacts; none on a step that closes
   */
  public record Column(Step step, int count, List<Sum> sums, List<Deal> items) {

    public Column {
      sums = List.copyOf(sums);
      items = List.copyOf(items);
    }
  }

  /** Money in one currency; decimal with two places. */
  public record Sum(String currency, String amount) {}
}
