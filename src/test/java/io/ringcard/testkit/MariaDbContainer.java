package io.ringcard.testkit;

import java.time.Duration;
import org.opentest4j.TestAbortedException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The database of an exchange, from the image that the test command has built: {@code
 * asteriskcdrdb} with an owner and a reader.
 */
public final class MariaDbContainer extends GenericContainer<MariaDbContainer> {

  private static final int PORT = 3306;
  private static final String OWNER = "owner-secret";
  private static final String READER = "reader-secret";

  private MariaDbContainer(String image) {
    super(DockerImageName.parse(image));
    withExposedPorts(PORT);
    withEnv("RINGCARD_OWNER_SECRET", OWNER);
    withEnv("RINGCARD_READER_SECRET", READER);
    withLabel("io.ringcard.test", Long.toString(ProcessHandle.current().pid()));
    waitingFor(
        Wait.forLogMessage(".*ready for connections.*", 1)
            .withStartupTimeout(Duration.ofSeconds(120)));
  }

  /**
   * A running database without tables.
   *
   * @throws TestAbortedException when this machine has no image; with {@code CI=true} that is an
   *     error
   */
  public static MariaDbContainer startOrSkip() {
    var image = System.getenv("RINGCARD_MARIADB_IMAGE");
    if (image == null || image.isBlank()) {
      var why = "no image of MariaDB here: ./ringcard test builds it";
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(why);
      }
      throw new TestAbortedException(why);
    }
    var container = new MariaDbContainer(image);
    container.start();
    return container;
  }

  /** Of the one who may write. */
  public String ownerUrl() {
    return "jdbc:mariadb://%s:%d/asteriskcdrdb?user=asterisk&password=%s"
        .formatted(getHost(), getMappedPort(PORT), OWNER);
  }

  /** As an import takes it; its password is {@link #readerPassword}. */
  public String address() {
    return "mariadb://ringcard@%s:%d/asteriskcdrdb".formatted(getHost(), getMappedPort(PORT));
  }

  public String readerPassword() {
    return READER;
  }
}
