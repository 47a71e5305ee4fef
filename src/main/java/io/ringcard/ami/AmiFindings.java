package io.ringcard.ami;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a visit to an exchange has found out; see {@link AmiExam}.
 *
 * @param sign how the signing in ended; unless {@code CONNECTED}, everything else is empty
 * @param actions names of the actions that the user may send, in lower case
 * @param heard classes of the events that came, such as {@code call}
 * @param timed whether these events bore a time; empty when none came
 * @param settings headers of CoreSettings, names in lower case; empty when it was refused
 * @param boot date and time of the last start as the exchange writes them; empty when refused
 * @param context whether the dialplan has the context; empty when the exchange does not tell
 * @param queues names
 * @param members of all queues, each as often as it is in one
 * @param skew by how much the exchange's clock is ahead of ours
 */
public record AmiFindings(
    LinkReason sign,
    Set<String> actions,
    Set<String> heard,
    Optional<Boolean> timed,
    Map<String, String> settings,
    Optional<String> boot,
    Optional<Boolean> context,
    List<String> queues,
    List<String> members,
    Optional<Duration> skew) {

  public AmiFindings {
    actions = Set.copyOf(actions);
    heard = Set.copyOf(heard);
    settings = Map.copyOf(settings);
    queues = List.copyOf(queues);
    members = List.copyOf(members);
  }

  static AmiFindings refused(LinkReason reason) {
    return new AmiFindings(
        reason,
        Set.of(),
        Set.of(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** Whether the user may send this action. */
  public boolean allows(String action) {
    return actions.contains(action.toLowerCase(Locale.ROOT));
  }
}
