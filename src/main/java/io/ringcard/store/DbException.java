package io.ringcard.store;

/** A statement that the database refused. */
public final class DbException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sqlState;

  public DbException(String sqlState, String message, Throwable cause) {
    super(message, cause);
    this.sqlState = sqlState;
  }

  /** Five characters by the SQL standard, such as {@code 23505} for a duplicate key. */
  public String sqlState() {
    return sqlState;
  }

  /** A row that something else refers to, or that refers to nothing. */
  public boolean isReferenced() {
    return "23503".equals(sqlState);
  }

  public boolean isDuplicate() {
    return "23505".equals(sqlState);
  }

  /** A deadlock or a serialization failure: the same work may succeed when it is done again. */
  public boolean isBrokenOff() {
    return "40P01".equals(sqlState) || "40001".equals(sqlState);
  }
}
