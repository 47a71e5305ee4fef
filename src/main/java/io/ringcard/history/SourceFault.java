package io.ringcard.history;

import org.jspecify.annotations.Nullable;

/**
 * The source cannot be read. The reason is a slug: {@code unreachable, denied, noTables, noFiles,
 * unreadable, address, password}.
 */
public final class SourceFault extends Exception {

  private static final long serialVersionUID = 1;

  private final String reason;

  SourceFault(String reason, @Nullable Throwable cause) {
    super(cause == null ? reason : reason + " (" + cause.getMessage() + ")", cause);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
