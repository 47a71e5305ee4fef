package io.ringcard.testkit;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * Asterisk with the configuration of {@code asterisk-config/}, from the images that the test
 * command has built: version 22, and 16 as the eldest that is supported. SIP and sound stay inside;
 * the manager port is published on 127.0.0.1, and the folders of recordings and of CEL rows are the
 * host's.
 */
public final class AsteriskContainer extends GenericContainer<AsteriskContainer> {

  private static final int AMI = 5038;
  private static final Duration BOOT = Duration.ofSeconds(30);

  /** Which Asterisk. */
  public enum Version {
    NEWEST("RINGCARD_ASTERISK_IMAGE", "ringcard-asterisk:latest"),
    ELDEST("RINGCARD_ASTERISK_16_IMAGE", "ringcard-asterisk-16:latest");

    private final String variable;
    private final String image;

    Version(String variable, String image) {
      this.variable = variable;
      this.image = image;
    }
  }

  private final int amiPort = LowPorts.free();
  private final String secret = randomSecret();
  private final String phoneSecret = randomSecret();
  private final Path recordings = openFolder("ringcard-recordings");
  private final Path cel = openFolder("ringcard-cel");

  private AsteriskContainer(String image) {
    super(DockerImageName.parse(image));
    withExposedPorts(AMI);
    withEnv("RINGCARD_AMI_SECRET", secret);
    withEnv("RINGCARD_PHONE_SECRET", phoneSecret);
    withLabel("io.ringcard.test", Long.toString(ProcessHandle.current().pid()));
    withCreateContainerCmdModifier(command -> {
      var host = command.getHostConfig();
      if (host != null) {
        host.withPortBindings(new Ports(new ExposedPort(AMI), onLoopback()))
            .withBinds(
                new Bind(recordings.toString(), new Volume("/var/spool/asterisk/monitor")),
                new Bind(cel.toString(), new Volume("/var/log/asterisk/cel-custom")));
      }
    });
    waitingFor(
        new AbstractWaitStrategy() {
          @Override
          protected void waitUntilReady() {
            awaitBanner();
          }
        });
  }

  /**
   * A running exchange with phones that nobody has registered yet.
   *
   * @throws TestAbortedException when this machine has no image; with {@code CI=true} that is an
   *     error
   */
  public static AsteriskContainer startOrSkip() {
    return startOrSkip(Version.NEWEST);
  }

  /** The same of another version. */
  public static AsteriskContainer startOrSkip(Version version) {
    var image = findImage(version);
    if (image == null) {
      var why = "no image of the exchange here: ./ringcard test builds it";
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(why);
      }
      throw new TestAbortedException(why);
    }
    var container = new AsteriskContainer(image);
    container.start();
    return container;
  }

  public int amiPort() {
    return amiPort;
  }

  public String user() {
    return "ringcard";
  }

  public String secret() {
    return secret;
  }

  String phoneSecret() {
    return phoneSecret;
  }

  /** On the host; a recording appears here whole, named {@code <unique id of the client>.wav}. */
  public Path recordingsFolder() {
    return recordings;
  }

  /** On the host; holds {@code Master.csv} after the first call. */
  public Path celFolder() {
    return cel;
  }

  /** What Asterisk's console answers. */
  public String cliCommand(String command) {
    return shell("asterisk -rx '" + command.replace("'", "'\\''") + "'");
  }

  /** Both outputs of a shell command in the container, whatever its exit status. */
  public String shell(String command) {
    try {
      var result = execInContainer("sh", "-c", command);
      return result.getStdout() + result.getStderr();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The process dies without a word and comes up again, on the same port. */
  public void crash() {
    getDockerClient().killContainerCmd(getContainerId()).exec();
    getDockerClient().startContainerCmd(getContainerId()).exec();
    awaitBanner();
  }

  /** An orderly stop of at most five seconds, and a start on the same port. */
  public void restart() {
    getDockerClient().restartContainerCmd(getContainerId()).withTimeout(5).exec();
    awaitBanner();
  }

  /** Takes the folders away as well. */
  @Override
  public void stop() {
    super.stop();
    deleteFolder(recordings);
    deleteFolder(cel);
  }

  /** The engine's forwarder accepts before Asterisk listens; only the greeting proves it is up. */
  private void awaitBanner() {
    Awaitility.await("greeting of the manager interface")
        .atMost(BOOT)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(() -> {
          try (var socket = new Socket("127.0.0.1", amiPort)) {
            socket.setSoTimeout(500);
            var greeting = socket.getInputStream().readNBytes(21);
            return new String(greeting, StandardCharsets.US_ASCII).equals("Asterisk Call Manager");
          }
        });
  }

  private Ports.Binding onLoopback() {
    return Ports.Binding.bindIpAndPort("127.0.0.1", amiPort);
  }

  private static @Nullable String findImage(Version version) {
    var named = System.getenv(version.variable);
    if (named != null && !named.isBlank()) {
      return named;
    }
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return null;
    }
    var found =
        DockerClientFactory.instance()
            .client()
            .listImagesCmd()
            .withImageNameFilter(version.image)
            .exec();
    return found.isEmpty() ? null : version.image;
  }

  private static String randomSecret() {
    var bytes = new byte[18];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Asterisk runs as a user of its own in the container and must be able to write here. */
  private static Path openFolder(String prefix) {
    try {
      var folder = Files.createTempDirectory(prefix);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteFolder(Path folder) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
