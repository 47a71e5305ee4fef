package io.ringcard.staff;

import io.ringcard.kernel.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id (RFC 9106) with 19 MiB, two passes, one lane, kept as a PHC string. On few threads of
 * its own: a flood of sign-ins must take neither the memory nor the threads that answer others.
 */
public final class Passwords implements AutoCloseable {

  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int MOST_WAITING = 64;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  private final SecureRandom random = new SecureRandom();
  private final ExecutorService threads;
  private final String nobody;

  public Passwords() {
    var count = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("password-", 0).factory());
    nobody = hash("nobody has this password");
  }

  public String hash(String password) {
    var salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    var hash = work(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES);
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            MEMORY_KIB, PASSES, LANES, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /** Takes the same work when there is no hash to compare with, and says no. */
  boolean fits(String password, @Nullable String phc) {
    var parts = PHC.matcher(phc == null ? nobody : phc);
    if (!parts.matches()) {
      fits(password, null);
      return false;
    }
    var base64 = Base64.getDecoder();
    var wanted = base64.decode(parts.group(5));
    var hash =
        work(
            password,
            base64.decode(parts.group(4)),
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)),
            wanted.length);
    return MessageDigest.isEqual(hash, wanted) && phc != null;
  }

  private byte[] work(String password, byte[] salt, int memory, int passes, int lanes, int length) {
    try {
      return threads.submit(() -> argon2id(password, salt, memory, passes, lanes, length)).get();
    } catch (RejectedExecutionException e) {
      throw new Problem.TooMany(2).asException();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem.TooMany(2).asException();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] argon2id(
      String password, byte[] salt, int memory, int passes, int lanes, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    var hash = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
