package io.ringcard.history;

import io.ringcard.kernel.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The source cannot be read. The reason is a slug: {@code unknownHost, refused, unreachable,
 * denied, noDatabase, forbidden, noTables, noPath, noFiles, unreadable, address, password}.
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

  /** At the field of the form where it can be put right. */
  Problem problem() {
    return new Problem.Invalid(field(), reason);
  }

  private String field() {
    return switch (reason) {
      case "refused" -> "port";
      case "denied", "password" -> "password";
      case "forbidden" -> "user";
      case "noDatabase", "noTables" -> "database";
      case "noPath", "noFiles", "unreadable" -> "upload";
      default -> "host";
    };
  }
}
