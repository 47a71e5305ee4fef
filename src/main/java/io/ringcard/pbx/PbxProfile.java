package io.ringcard.pbx;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What must be known about an exchange and cannot be heard from its events. Data, so that the
 * assembler stays the same for every house.
 *
 * @param phones endpoints that are operators' phones whatever their name
 * @param trunks endpoints that are lines to the outside whatever their name
 * @param ownNumbers numbers of the house as the exchange writes them; may be empty
 * @param region ISO country for numbers without country code
 * @param language language of the operators, ISO 639
 * @param numberVariable channel variable in which click-to-call tells the number it will dial
 * @param voicemailFormat first format of voicemail.conf: the ending of a message's file
 */
public record PbxProfile(
    Set<String> phones,
    Set<String> trunks,
    Set<String> ownNumbers,
    String region,
    String language,
    String numberVariable,
    String voicemailFormat) {

  private static final int SHORTEST_EXTENSION = 2;
  private static final int LONGEST_EXTENSION = 5;
  private static final Set<String> NOBODY =
      Set.of(
          "Message",
          "AsyncGoto",
          "Bridge",
          "CBAnn",
          "CBRec",
          "Announcer",
          "Recorder",
          "Snoop",
          "Surrogate",
          "UnicastRTP",
          "MulticastRTP",
          "Console",
          "Bucket",
          "");

  public PbxProfile {
    phones = Set.copyOf(phones);
    trunks = Set.copyOf(trunks);
    ownNumbers = Set.copyOf(ownNumbers);
  }

  /** Endpoints of two to five digits are phones, all others lines to the outside. */
  public static PbxProfile standard() {
    return read(new Properties());
  }

  /**
   * Reads the keys {@code phones, trunks, ownNumbers} (lists with commas), {@code region, language,
   * numberVariable, voicemailFormat} of a properties file; what is absent has its default.
   */
  public static PbxProfile read(Reader reader) throws IOException {
    var properties = new Properties();
    properties.load(reader);
    return read(properties);
  }

  private static PbxProfile read(Properties given) {
    return new PbxProfile(
        list(given, "phones"),
        list(given, "trunks"),
        list(given, "ownNumbers"),
        given.getProperty("region", "RU"),
        given.getProperty("language", "ru"),
        given.getProperty("numberVariable", "RINGCARD_NUMBER"),
        given.getProperty("voicemailFormat", "wav"));
  }

  private static Set<String> list(Properties given, String key) {
    return Arrays.stream(given.getProperty(key, "").split(","))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .collect(Collectors.toSet());
  }

  /** Whose channel bears this name. */
  public Party partyOf(String channelName) {
    var pair = ChannelName.localPair(channelName);
    if (pair != null) {
      return new Party.LocalHalf(pair);
    }
    var name = ChannelName.of(channelName);
    if (NOBODY.contains(name.technology())) {
      return new Party.Service();
    }
    return isPhone(name.endpoint())
        ? new Party.Phone(name.endpoint())
        : new Party.Trunk(name.endpoint());
  }

  /** True for a number that only the outside world can have. */
  public boolean isOutside(String number) {
    return number.chars().filter(Character::isDigit).count() > LONGEST_EXTENSION;
  }

  private boolean isPhone(String endpoint) {
    if (phones.contains(endpoint)) {
      return true;
    }
    return !trunks.contains(endpoint)
        && endpoint.length() >= SHORTEST_EXTENSION
        && endpoint.length() <= LONGEST_EXTENSION
        && endpoint.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
