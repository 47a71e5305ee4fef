package io.ringcard.bench;

/**
 * How much a generated database holds when it is ready, with what was in it before.
 *
 * @param days how far the calls reach back
 */
public record GeneratedSize(long clients, long deals, long calls, int days) {

  public GeneratedSize {
    if (clients < 0 || deals < 0 || calls < 0 || days < 1 || days > 3660) {
      throw new IllegalArgumentException(
          "clients, deals and calls are 0 or more, days are 1 to 3660");
    }
  }
}
