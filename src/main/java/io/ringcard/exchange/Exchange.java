package io.ringcard.exchange;

import io.ringcard.ami.AmiSettings;
import io.ringcard.dial.DialSettings;
import io.ringcard.pbx.PbxProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an exchange is reached and understood.
 *
 * @param name as people call it
 * @param host null for one that is known by its old calls only
 * @param certificate PEM file of certificates to trust instead of the system's
 * @param user of the manager interface
 * @param channel what a click-to-call rings first, {@code %s} stands for the extension
 * @param context where the dialplan takes the number from there
 * @param recordings folder in which its recordings can be read here
 * @param cel file in which it records its calls, or the address of its database, without password
 * @param phones endpoints that are operators' phones whatever their name
 * @param trunks endpoints that are lines to the outside whatever their name
 * @param ownNumbers numbers of the house as the exchange writes them
 * @param region ISO country for numbers without country code
 * @param fromFile laid down by the settings file: nobody changes it in the page
 */
public record Exchange(
    long id,
    String name,
    @Nullable String host,
    int port,
    boolean tls,
    @Nullable String certificate,
    @Nullable String user,
    String channel,
    String context,
    @Nullable String recordings,
    @Nullable String cel,
    List<String> phones,
    List<String> trunks,
    List<String> ownNumbers,
    String region,
    String language,
    boolean enabled,
    boolean fromFile,
    int version) {

  private static final PbxProfile STANDARD = PbxProfile.standard();

  public Exchange {
    phones = List.copyOf(phones);
    trunks = List.copyOf(trunks);
    ownNumbers = List.copyOf(ownNumbers);
  }

  /** Whether some server shall hear it. */
  boolean isWanted() {
    return enabled && host != null;
  }

  AmiSettings ami(String secret) {
    var plain =
        AmiSettings.of(
            host == null ? "" : host,
            port == 0 ? AmiSettings.PORT : port,
            user == null ? "" : user,
            secret);
    return tls ? plain.withTls(certificate == null ? null : Path.of(certificate)) : plain;
  }

  public PbxProfile profile() {
    return new PbxProfile(
        Set.copyOf(phones),
        Set.copyOf(trunks),
        Set.copyOf(ownNumbers),
        region,
        language,
        STANDARD.numberVariable(),
        STANDARD.voicemailFormat());
  }

  DialSettings dial() {
    return DialSettings.of(channel, context, profile());
  }

  /** Whether a secret that was meant for the other may be sent to this one. */
  boolean isSamePlaceAs(Exchange other) {
    return String.valueOf(host).equals(other.host)
        && port == other.port
        && tls == other.tls
        && String.valueOf(user).equals(other.user);
  }
}
