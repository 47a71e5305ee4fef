package io.ringcard.bench;

import io.ringcard.calllog.CallLog;
import io.ringcard.store.Database;
import java.io.IOException;
import java.util.Map;

/** The whole server, set up to be measured. */
public interface Stand extends AutoCloseable {

  Database db();

  CallLog log();

  int port();

  @Override
  void close();

  /** Builds the server; wired where everything is. */
  interface Builder {

    /**
     * @param settings by their names in the configuration file
     */
    Stand open(Map<String, String> settings) throws IOException;
  }
}
