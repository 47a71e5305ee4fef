package io.ringcard.flight;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.ringcard.pbx.PbxEvent;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The channels by which the client was called: another line is tried when the first does not get
 * through, and all of them are one client.
 */
final class ClientLines {

  private static final Pattern NUMBER = Pattern.compile("\\+?(\\d{5,})[@/].*|\\+?(\\d{5,})");

  private ClientLines() {}

  /**
   * @param client unique id of the channel that counts
   * @return unique ids, that one among them
   */
  static Set<String> of(Trail trail, @Nullable String client) {
    if (client == null) {
      return Set.of();
    }
    var dials =
        trail.turns().stream()
            .map(turn -> turn.heard().event())
            .filter(PbxEvent.DialBegan.class::isInstance)
            .map(PbxEvent.DialBegan.class::cast)
            .toList();
    var number = number(dials, client);
    var same =
        dials.stream()
            .filter(dial -> number != null && number.equals(number(dial)))
            .map(dial -> dial.callee().uniqueid())
            .collect(toUnmodifiableSet());
    return same.isEmpty() ? Set.of(client) : same;
  }

  private static @Nullable String number(List<PbxEvent.DialBegan> dials, String client) {
    return dials.stream()
        .filter(dial -> dial.callee().uniqueid().equals(client))
        .map(ClientLines::number)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String number(PbxEvent.DialBegan dial) {
    var number = NUMBER.matcher(Objects.requireNonNullElse(dial.dialString(), ""));
    if (!number.matches()) {
      return null;
    }
    return number.group(1) == null ? number.group(2) : number.group(1);
  }
}
