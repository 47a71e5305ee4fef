package io.ringcard.store;

/**
 * Where the database stands; a PostgreSQL of version 16 or newer.
 *
 * @param connections at most, beside those for what is urgent
 */
public record DatabaseSettings(
    String host, int port, String database, String user, String password, int connections) {

  public DatabaseSettings {
    if (connections < 1) {
      throw new IllegalArgumentException("at least one connection to the database");
    }
  }

  /** Connections that a server holds at most, those for what is urgent and the probe among them. */
  public int held() {
    return connections + Database.BESIDE;
  }

  /** The {@link #connections()} by which a server holds no more than so many. */
  public static int connections(int held) {
    return held - Database.BESIDE;
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
