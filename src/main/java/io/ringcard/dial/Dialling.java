package io.ringcard.dial;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.ringcard.ami.AmiAction;
import io.ringcard.ami.AmiAnswer;
import io.ringcard.kernel.PhoneNumber;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Click-to-call: the operator's own phone rings first, and when it is picked up the dialplan dials
 * the number. What may stand in a number is decided here: digits and one leading plus, nothing that
 * Asterisk could take for a second channel, a variable or a feature code.
 */
public final class Dialling {

  private static final Logger LOG = LoggerFactory.getLogger(Dialling.class);
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{2,20}");
  private static final Pattern EXTENSION = Pattern.compile("[0-9]{2,10}");
  private static final int MOST_PEOPLE = 10_000;

  /** What was asked of the exchange. */
  public record Dialled(String number, String extension) {}

  private final DialSettings settings;
  private final Function<AmiAction, AmiAnswer> exchange;
  private final Function<Principal, Optional<String>> extensions;
  private final LoadingCache<Long, Bucket> limits;

  /**
   * @param exchange sends an action; fails with Unavailable("pbx") when there is no link
   * @param extensions the phone at which a person sits now
   */
  public Dialling(
      DialSettings settings,
      Function<AmiAction, AmiAnswer> exchange,
      Function<Principal, Optional<String>> extensions) {
    this.settings = settings;
    this.exchange = exchange;
    this.extensions = extensions;
    limits =
        Caffeine.newBuilder()
            .maximumSize(MOST_PEOPLE)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build(user -> limit());
  }

  /**
   * Rings the person's phone; returns as soon as the exchange has taken the order.
   *
   * @throws io.ringcard.kernel.ProblemException Invalid or Forbidden {@code number}, Conflict
   *     {@code extension} for a person without a phone, TooMany, Unavailable {@code pbx}
   */
  public Dialled dial(Principal who, String typed) {
    var number = number(typed);
    var extension =
        extensions
            .apply(who)
            .filter(phone -> EXTENSION.matcher(phone).matches())
            .orElseThrow(() -> new Problem.Conflict("extension", "missing").asException());
    if (number.equals(extension)) {
      throw new Problem.Invalid("number", "own-extension").asException();
    }
    var taken = limits.get(who.userId()).tryConsumeAndReturnRemaining(1);
    if (!taken.isConsumed()) {
      var wait = Duration.ofNanos(taken.getNanosToWaitForRefill()).toSeconds() + 1;
      throw new Problem.TooMany(wait).asException();
    }
    var answer = exchange.apply(originate(number, extension));
    if (!answer.success()) {
      refused(answer);
    }
    return new Dialled(number, extension);
  }

  private String number(String typed) {
    if (!NUMBER.matcher(typed).matches()) {
      throw new Problem.Invalid("number", "format").asException();
    }
    var number =
        PhoneNumber.parse(typed, settings.profile().region())
            .orElseThrow(() -> new Problem.Invalid("number", "format").asException())
            .text();
    if (!settings.isAllowed(number)) {
      throw new Problem.Forbidden("country").asException();
    }
    return number;
  }

  /** A colleague sees who calls, not the number he himself has. */
  private AmiAction originate(String number, String extension) {
    var isOutside = settings.profile().isOutside(number);
    return new AmiAction.Originate(
        String.format(Locale.ROOT, settings.channel(), extension),
        settings.context(),
        settings.exten(number),
        isOutside ? number : extension,
        settings.ringFor(),
        "ringcard-" + UUID.randomUUID(),
        Map.of(settings.profile().numberVariable(), number));
  }

  private static void refused(AmiAnswer answer) {
    LOG.warn("the exchange refuses to dial: {}", answer.message());
    if (answer.message().toLowerCase(Locale.ROOT).contains("extension does not exist")) {
      throw new Problem.Invalid("number", "not-dialable").asException();
    }
    throw new Problem.Unavailable("pbx").asException();
  }

  private Bucket limit() {
    return Bucket.builder()
        .addLimit(limit ->
            limit
                .capacity(settings.perMinute())
                .refillGreedy(settings.perMinute(), Duration.ofMinutes(1)))
        .build();
  }
}
