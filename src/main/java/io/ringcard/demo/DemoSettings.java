package io.ringcard.demo;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.HexFormat;

/**
 * How the demo exchange is to run.
 *
 * @param port where it listens on loopback; 0 takes a free one
 * @param user who may sign in as manager
 * @param secret that manager's password
 * @param recordings folder for the recordings, made if absent
 * @param seed the same seed plays the same calls
 * @param speed how much faster than the wall's clock its time runs, 1 for people
 * @param zone in which the office has its hours
 * @param unasked whether calls are played without being asked for
 */
public record DemoSettings(
    int port,
    String user,
    String secret,
    Path recordings,
    long seed,
    double speed,
    ZoneId zone,
    boolean unasked) {

  /** A free port, a secret of its own, other calls at each start. */
  public static DemoSettings in(Path recordings, ZoneId zone) {
    var random = new SecureRandom();
    var secret = new byte[16];
    random.nextBytes(secret);
    return new DemoSettings(
        0,
        "ringcard",
        HexFormat.of().formatHex(secret),
        recordings,
        random.nextLong(),
        1,
        zone,
        true);
  }

  /** The same, where nobody calls unless asked for. */
  public DemoSettings quiet() {
    return new DemoSettings(port, user, secret, recordings, seed, speed, zone, false);
  }

  @Override
  public String toString() {
    return "DemoSettings[port=" + port + ", user=" + user + ", recordings=" + recordings + "]";
  }
}
