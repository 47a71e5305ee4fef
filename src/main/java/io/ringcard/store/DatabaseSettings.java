package io.ringcard.store;

/** Where the database stands; a PostgreSQL of version 16 or newer. */
public record DatabaseSettings(
    String host, int port, String database, String user, String password, int connections) {

  public DatabaseSettings {
    if (connections < 1) {
      throw new IllegalArgumentException("at least one connection to the database");
    }
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + database;
  }
}
