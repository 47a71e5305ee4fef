package io.ringcard.pipeline;

import io.ringcard.kernel.Label;

/**
 * The contract's {@code Step}: where a deal may stand.
 *
 * @param color number of a colour of the page's palette
 * @param kind {@code open}, {@code won} or {@code lost}; the latter two close the deal
 */
public record Step(String id, Label label, int color, String kind) {

  public boolean closes() {
    return !"open".equals(kind);
  }
}
