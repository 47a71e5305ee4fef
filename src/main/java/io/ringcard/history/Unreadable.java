package io.ringcard.history;

/** A row that tells nothing; the reason is one of the words by which they are counted. */
final class Unreadable extends Exception {

  private static final long serialVersionUID = 1;

  private final String reason;

  Unreadable(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
