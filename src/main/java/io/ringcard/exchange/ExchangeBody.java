package io.ringcard.exchange;

import io.ringcard.kernel.PhoneNumber;
import io.ringcard.kernel.Problem;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The contract's {@code ExchangeDraft} and {@code ExchangePatch}; absent members are null. */
record ExchangeBody(
    @Nullable Integer version,
    @Nullable String name,
    @Nullable String host,
    @Nullable Integer port,
    @Nullable Boolean tls,
    @Nullable String certificate,
    @Nullable String user,
    @Nullable String secret,
    @Nullable String channel,
    @Nullable String context,
    @Nullable String recordings,
    @Nullable String cel,
    @Nullable List<String> phones,
    @Nullable List<String> trunks,
    @Nullable List<String> ownNumbers,
    @Nullable String region,
    @Nullable String language,
    @Nullable Boolean enabled) {

  /** Without the secret. */
  @Override
  public String toString() {
    return name + " at " + user + "@" + host;
  }

  /**
   * What was given, over what stands there.
   *
   * @param given tells of a member whether it was in the request, if only as null
   */
  Exchange over(Exchange before, Predicate<String> given) {
    var after =
        new Exchange(
            before.id(),
            Objects.requireNonNullElse(name, before.name()).strip(),
            host == null ? before.host() : host,
            Objects.requireNonNullElse(port, before.port()),
            Objects.requireNonNullElse(tls, before.tls()),
            given.test("certificate") ? certificate : before.certificate(),
            user == null ? before.user() : user,
            Objects.requireNonNullElse(channel, before.channel()),
            Objects.requireNonNullElse(context, before.context()),
            given.test("recordings") ? recordings : before.recordings(),
            given.test("cel") ? cel : before.cel(),
            Objects.requireNonNullElse(phones, before.phones()),
            Objects.requireNonNullElse(trunks, before.trunks()),
            Objects.requireNonNullElse(ownNumbers, before.ownNumbers()),
            Objects.requireNonNullElse(region, before.region()),
            Objects.requireNonNullElse(language, before.language()),
            Objects.requireNonNullElse(enabled, before.enabled()),
            before.fromFile(),
            before.version());
    if (!PhoneNumber.isRegion(after.region())) {
      throw new Problem.Invalid("region", "unknown").asException();
    }
    return after;
  }
}
