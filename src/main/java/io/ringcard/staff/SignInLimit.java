package io.ringcard.staff;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.ringcard.kernel.Problem;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How often one may try to sign in: per login, so that nobody's password can be guessed, and per
 * address, so that nobody tries one password on all. Only failures count.
 */
public final class SignInLimit {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(Duration.ofMinutes(15)).build();
  private final int perLogin;
  private final int perAddress;
  private final TimeMeter time;

  public SignInLimit(Clock clock) {
    this(8, 24, clock);
  }

  /** Failures a minute. */
  public SignInLimit(int perLogin, int perAddress, Clock clock) {
    this.perLogin = perLogin;
    this.perAddress = perAddress;
    this.time = new ClockMeter(clock);
  }

  private record ClockMeter(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }

  void take(String login, String address) {
    take(bucket("address " + network(address), perAddress));
    take(bucket("login " + login, perLogin));
  }

  void giveBack(String login, String address) {
    bucket("address " + network(address), perAddress).addTokens(1);
    bucket("login " + login, perLogin).addTokens(1);
  }

  private static void take(Bucket bucket) {
    var probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      var wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
      throw new Problem.TooMany(wait.toSeconds() + 1).asException();
    }
  }

  private Bucket bucket(String key, int perMinute) {
    return buckets.get(
        key,
        absent ->
            Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .build());
  }

  /** One subscriber has a whole /64 of IPv6 addresses. */
  private static String network(String address) {
    try {
      var bytes = InetAddress.ofLiteral(address).getAddress();
      return bytes.length == 16 ? Arrays.toString(Arrays.copyOf(bytes, 8)) : address;
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
