package io.ringcard.ami;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.response.ManagerResponse;

/**
 * One visit to an exchange that finds out what its user may do and hear there.
 *
 * <p>What may be sent, the exchange says itself: ListCommands lists exactly the actions of the
 * user's write classes. What may be read it never says, so events are provoked: the sign-in brings
 * one of class {@code system}, an attempt to call an extension that does not exist brings {@code
 * call}, {@code dialplan} and {@code cdr}, and giving a queue member the penalty that it has brings
 * {@code agent}. No phone rings and no setting is another afterwards; the attempt is in the
 * exchange's own call records like any failed one.
 */
public final class AmiExam {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Set<String> PROVOKED = Set.of("system", "call", "dialplan", "cdr");

  private final AmiEar ear = new AmiEar();
  private final AmiSession session;

  private AmiExam(AmiSettings settings) {
    session = new AmiSession(settings, new AmiRecorder(Tape.NONE, ear));
  }

  /**
   * Waits for the whole visit, a few seconds at most.
   *
   * @param context of the dialplan, to be looked for
   * @throws IOException when the connection ended during the visit
   */
  public static AmiFindings of(AmiSettings settings, String context)
      throws IOException, InterruptedException {
    return new AmiExam(settings).visit(context);
  }

  private AmiFindings visit(String context) throws IOException, InterruptedException {
    try {
      var refusal = session.signIn();
      return refusal == null ? examine(context) : AmiFindings.refused(refusal);
    } finally {
      session.finish(LinkReason.STOPPED);
    }
  }

  private AmiFindings examine(String context) throws IOException, InterruptedException {
    var actions = headers(ask(new AmiAction.ListCommands())).keySet();
    var skew = skew();
    var settings = headers(ask(new AmiAction.CoreSettings()));
    var status = headers(ask(new AmiAction.CoreStatus()));
    var found = context(actions, context);
    listQueues(actions);
    provoke(actions);
    return new AmiFindings(
        LinkReason.CONNECTED,
        actions,
        ear.classes(),
        timed(),
        settings,
        Optional.ofNullable(status.get("corestartupdate"))
            .map(date -> date + " " + status.get("corestartuptime")),
        found,
        ear.events("QueueParams").stream().map(event -> event.get("Queue")).toList(),
        ear.events("QueueMember").stream().map(event -> event.get("Location")).toList(),
        skew);
  }

  private Optional<Boolean> context(Set<String> actions, String context) throws IOException {
    return actions.contains("showdialplan")
        ? Optional.of(isSuccess(ask(new AmiAction.ShowDialPlan(context))))
        : Optional.empty();
  }

  private void listQueues(Set<String> actions) throws IOException, InterruptedException {
    if (actions.contains("queuestatus") && isSuccess(ask(new AmiAction.QueueStatus()))) {
      ear.await(() -> !ear.events("QueueStatusComplete").isEmpty(), PATIENCE);
    }
  }

  private void provoke(Set<String> actions) throws IOException, InterruptedException {
    var expected = new HashSet<>(PROVOKED);
    var member = ear.events("QueueMember").stream().findFirst();
    if (member.isPresent() && actions.contains("queuepenalty")) {
      var penalty = AmiText.number(member.get(), "Penalty");
      ask(
          new AmiAction.RepeatPenalty(
              member.get().get("Queue"),
              member.get().get("Location"),
              penalty == null ? 0 : penalty));
      expected.add("agent");
    }
    if (actions.contains("originate")) {
      ask(new AmiAction.Knock("ringcard-doctor-" + System.currentTimeMillis()));
    }
    ear.await(() -> ear.classes().containsAll(expected), PATIENCE);
  }

  /** FullyBooted is written by hand in Asterisk and never bears a time. */
  private Optional<Boolean> timed() {
    var events = ear.told().stream().filter(event -> !"FullyBooted".equals(event.event())).toList();
    return events.isEmpty()
        ? Optional.empty()
        : Optional.of(events.stream().allMatch(event -> event.find("Timestamp") != null));
  }

  /** Ping answers with the exchange's clock; the answer is taken to come from half way. */
  private Optional<Duration> skew() throws IOException {
    var asked = Instant.now();
    var told = headers(ask(new AmiAction.Ping())).get("timestamp");
    var halfWay = asked.plus(Duration.between(asked, Instant.now()).dividedBy(2));
    return told == null || !told.matches("\\d{1,12}(\\.\\d{1,9})?")
        ? Optional.empty()
        : Optional.of(Duration.between(halfWay, time(new BigDecimal(told))));
  }

  private static Instant time(BigDecimal seconds) {
    return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
  }

  private ManagerResponse ask(AmiAction action) throws IOException {
    try {
      return session.sendAction(PlainAction.of(action));
    } catch (TimeoutException | IllegalStateException e) {
      throw new IOException("no answer to " + action, e);
    }
  }

  private static boolean isSuccess(ManagerResponse answer) {
    return "Success".equals(answer.getResponse());
  }

  private static Map<String, String> headers(ManagerResponse answer) {
    if (!isSuccess(answer)) {
      return Map.of();
    }
    var own = Set.of("response", "actionid", "message", "eventlist");
    return answer.getAttributes().entrySet().stream()
        .filter(entry -> !own.contains(entry.getKey().toLowerCase(Locale.ROOT)))
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().toLowerCase(Locale.ROOT),
                entry -> String.valueOf(entry.getValue())));
  }
}
