package io.ringcard.dial;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.ringcard.ami.AmiAction;
import io.ringcard.ami.AmiAnswer;
import io.ringcard.kernel.PhoneNumber;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.staff.Phone;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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

  /** Who sits where, as far as dialling has to know. */
  public interface Phones {

    /** The phone at which a person sits now. */
    Optional<Phone> of(Principal person);

    /** Whether somebody sits at that phone now. */
    boolean isTaken(Phone phone);
  }

  /** The exchanges, as far as dialling has to know. */
  public interface Lines {

    /**
     * The exchange of a phone; null asks for the only one.
     *
     * @throws io.ringcard.kernel.ProblemException Unavailable {@code pbx}
     */
    Line of(@Nullable Long pbxId);
  }

  /**
   * An exchange that can be asked to dial.
   *
   * @param send fails with Unavailable {@code pbx} when there is no link
   */
  public record Line(DialSettings settings, Function<AmiAction, AmiAnswer> send) {}

  private record Measure(long userId, int perMinute) {}

  private final Lines lines;
  private final Supplier<DialRules> rules;
  private final Phones phones;
  private final LoadingCache<Measure, Bucket> limits;

  /**
   * @param rules asked for each call
   */
  public Dialling(Lines lines, Supplier<DialRules> rules, Phones phones) {
    this.lines = lines;
    this.rules = rules;
    this.phones = phones;
    limits =
        Caffeine.newBuilder()
            .maximumSize(MOST_PEOPLE)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build(measure -> limit(measure.perMinute()));
  }

  /**
   * Rings the person's phone; returns as soon as the exchange has taken the order.
   *
   * @throws io.ringcard.kernel.ProblemException Invalid {@code number}, Forbidden {@code stopped},
   *     {@code country} or {@code premium}, Conflict {@code extension} for a person without a
   *     phone, TooMany, Unavailable {@code pbx}
   */
  public Dialled dial(Principal who, String typed) {
    var own = phones.of(who).filter(one -> EXTENSION.matcher(one.extension()).matches());
    var line = lines.of(own.map(Phone::pbxId).orElse(null));
    var number = number(typed, line.settings());
    var now = rules.get();
    allow(number, now, line.settings(), own);
    var extension =
        own.map(Phone::extension)
            .orElseThrow(() -> new Problem.Conflict("extension", "missing").asException());
    if (number.text().equals(extension)) {
      throw new Problem.Invalid("number", "own-extension").asException();
    }
    var taken =
        limits.get(new Measure(who.userId(), now.perMinute())).tryConsumeAndReturnRemaining(1);
    if (!taken.isConsumed()) {
      var wait = Duration.ofNanos(taken.getNanosToWaitForRefill()).toSeconds() + 1;
      throw new Problem.TooMany(wait).asException();
    }
    var answer =
        line.send()
            .apply(originate(line.settings(), number.text(), now.exten(number.text()), extension));
    if (!answer.success()) {
      refused(answer);
    }
    return new Dialled(number.text(), extension);
  }

  private static PhoneNumber number(String typed, DialSettings settings) {
    if (!NUMBER.matcher(typed).matches()) {
      throw new Problem.Invalid("number", "format").asException();
    }
    return PhoneNumber.parse(typed, settings.profile().region())
        .orElseThrow(() -> new Problem.Invalid("number", "format").asException());
  }

  /** Inside the house everybody may be called at any time. */
  private void allow(
      PhoneNumber number, DialRules now, DialSettings settings, Optional<Phone> own) {
    var asked = new Phone(own.map(Phone::pbxId).orElse(null), number.text());
    if (!settings.profile().isOutside(number.text()) || phones.isTaken(asked)) {
      return;
    }
    refuse(now.stopped(), "stopped");
    refuse(!now.isInAllowedCountry(number.text()), "country");
    refuse(!now.premium() && number.isPremiumRate(), "premium");
  }

  private static void refuse(boolean when, String reason) {
    if (when) {
      throw new Problem.Forbidden(reason).asException();
    }
  }

  /** A colleague sees who calls, not the number he himself has. */
  private static AmiAction originate(
      DialSettings settings, String number, String exten, String extension) {
    var isOutside = settings.profile().isOutside(number);
    return new AmiAction.Originate(
        String.format(Locale.ROOT, settings.channel(), extension),
        settings.context(),
        exten,
        isOutside ? number : extension,
        settings.ringFor(),
        AmiAction.Originate.OWN_ID + UUID.randomUUID(),
        Map.of(settings.profile().numberVariable(), number));
  }

  private static void refused(AmiAnswer answer) {
    LOG.warn("the exchange refuses to dial: {}", answer.message());
    if (answer.message().toLowerCase(Locale.ROOT).contains("extension does not exist")) {
      throw new Problem.Invalid("number", "not-dialable").asException();
    }
    throw new Problem.Unavailable("pbx").asException();
  }

  private static Bucket limit(int perMinute) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
        .build();
  }
}
