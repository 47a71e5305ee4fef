package io.ringcard.history;

import io.ringcard.call.Call;
import io.ringcard.call.Call.Certainty;
import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.Leg;
import io.ringcard.call.Call.LegResult;
import io.ringcard.call.Call.QueueVisit;
import io.ringcard.call.Call.Result;
import io.ringcard.pbx.Party;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.pbx.Signalled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the detail records of one linked id tell of a call, and no more: see the note of this
 * package. Pure.
 */
final class CdrCalls {

  /** An answer that came sooner is most likely the exchange's own: a menu, a queue. */
  private static final Duration SOONEST_PERSON = Duration.ofSeconds(2);

  /** A record and the moment of its start. */
  record Timed(CdrRow row, Instant start) {

    Instant end() {
      return start.plus(row.untilEnd());
    }

    boolean overlaps(Timed other) {
      return start.isBefore(other.end()) && other.start.isBefore(end());
    }

    /** A pickup: the caller, whom nobody had answered, was connected as the other ended. */
    boolean tookOver(Timed other) {
      return other.row.billed().isZero()
          && Duration.ZERO.equals(row.untilAnswer())
          && start.equals(other.end());
    }
  }

  private final PbxProfile profile;
  private final String ordered;
  private final List<Timed> rows;
  private final Timed origin;

  private CdrCalls(PbxProfile profile, String ordered, List<Timed> rows, Timed origin) {
    this.profile = profile;
    this.ordered = ordered;
    this.rows = rows;
    this.origin = origin;
  }

  /**
   * The call of these records; they are of one linked id and at least one.
   *
   * @param ordered context in which a program's calls begin at the agent's phone: their answer is
   *     the agent's
   * @throws Unreadable {@code party} when no phone and no line is in them, {@code none} when nobody
   *     was called: a feature code, a phone off the hook
   */
  static Call of(PbxProfile profile, String ordered, String linkedid, List<Timed> rows)
      throws Unreadable {
    var sorted =
        rows.stream()
            .sorted(Comparator.comparing(Timed::start).thenComparing(row -> row.row().sequence()))
            .toList();
    var origin = origin(profile, linkedid, sorted);
    if (origin == null) {
      throw new Unreadable("party");
    }
    return new CdrCalls(profile, ordered, sorted, origin).call(linkedid);
  }

  private static @Nullable Timed origin(PbxProfile profile, String linkedid, List<Timed> rows) {
    return rows.stream()
        .filter(row -> isEnd(profile.partyOf(row.row().channel())))
        .min(Comparator.comparing((Timed row) -> !row.row().uniqueid().equals(linkedid)))
        .orElse(null);
  }

  private static boolean isEnd(Party party) {
    return party.isPhone() || party.isTrunk();
  }

  private Call call(String linkedid) throws Unreadable {
    var direction = direction();
    var legs = legs(direction);
    var queues = queues();
    if (direction == Direction.INTERNAL && legs.isEmpty() && queues.isEmpty() && !isDialled()) {
      throw new Unreadable("none");
    }
    var answered = answered(direction);
    var operator = origin.row().channel();
    return new Call(
        linkedid,
        0,
        List.of(),
        direction == Direction.OUTBOUND ? null : origin.row().uniqueid(),
        direction,
        number(direction),
        direction == Direction.INBOUND ? name() : null,
        null,
        did(direction),
        queues,
        direction == Direction.INBOUND ? null : profile.partyOf(operator).extension(),
        result(direction, answered),
        null,
        null,
        rows.getFirst().start(),
        answered.isEmpty() ? null : answeredAt(answered.getFirst()),
        end(direction),
        null,
        null,
        talk(answered),
        null,
        legs,
        List.of(),
        recordings(),
        Certainty.RECOVERED,
        false,
        false);
  }

  private Direction direction() {
    if (isTrunk(origin.row().channel())) {
      return Direction.INBOUND;
    }
    return profile.isOutside(origin.row().destination()) || trunkRows().findAny().isPresent()
        ? Direction.OUTBOUND
        : Direction.INTERNAL;
  }

  private boolean isTrunk(String channel) {
    return profile.partyOf(channel).isTrunk();
  }

  private boolean isRelay(Timed row) {
    return profile.partyOf(row.row().channel()).isLocal();
  }

  private Stream<Timed> trunkRows() {
    return rows.stream().filter(row -> isTrunk(row.row().calledChannel()));
  }

  private boolean isDialled() {
    return rows.stream().anyMatch(row -> row.row().application().equals("Dial"));
  }

  /** Records in which somebody answered, in the order of their beginning. */
  private List<Timed> answered(Direction direction) {
    var relayed = rows.stream().anyMatch(this::isRelay);
    return rows.stream()
        .filter(row -> row.row().isAnswered() && isAnswerer(direction, row, relayed))
        .toList();
  }

  private boolean isAnswerer(Direction direction, Timed row, boolean relayed) {
    return switch (profile.partyOf(row.row().calledChannel())) {
      case Party.Phone _ -> true;
      case Party.Trunk _ -> direction != Direction.INTERNAL;
      case Party.LocalHalf _ -> !relayed;
      case Party.Service _ -> false;
    };
  }

  private Result result(Direction direction, List<Timed> answered) {
    if (!answered.isEmpty()) {
      return Result.ANSWERED;
    }
    var calls =
        rows.stream()
            .filter(row -> !row.row().isAnswered() && !row.row().calledChannel().isEmpty())
            .toList();
    var told = calls.isEmpty() ? rows : calls;
    return all(told, "BUSY")
        ? Result.BUSY
        : all(told, "FAILED", "CONGESTION") ? Result.FAILED : Result.NO_ANSWER;
  }

  private static boolean all(List<Timed> rows, String... dispositions) {
    return rows.stream().allMatch(row -> List.of(dispositions).contains(row.row().disposition()));
  }

  /** Null when the channel was answered for something else than this person. */
  private @Nullable Instant answeredAt(Timed row) {
    var until = row.row().untilAnswer();
    if (until == null || row.row().context().equals(ordered)) {
      return null;
    }
    var forThisAlone =
        isRelay(row)
            || (row.row().application().equals("Dial") && until.compareTo(SOONEST_PERSON) >= 0);
    return forThisAlone ? row.start().plus(until) : null;
  }

  private @Nullable Duration talk(List<Timed> answered) {
    var sum = Duration.ZERO;
    for (var row : answered) {
      if (answeredAt(row) == null) {
        return null;
      }
      sum = sum.plus(row.row().billed());
    }
    return sum;
  }

  /** The end of the client's channel; of the caller's in an internal call. */
  private Instant end(Direction direction) {
    var client =
        direction == Direction.OUTBOUND
            ? trunkRows().map(row -> row.row().calledChannel()).findFirst()
            : Optional.<String>empty();
    var channel = client.orElse(origin.row().channel());
    return rows.stream()
        .filter(
            row -> row.row().channel().equals(channel) || row.row().calledChannel().equals(channel))
        .map(Timed::end)
        .max(Comparator.naturalOrder())
        .orElseGet(origin::end);
  }

  private List<Leg> legs(Direction direction) {
    var legs = new ArrayList<Leg>();
    if (direction == Direction.OUTBOUND) {
      var extension = profile.partyOf(origin.row().channel()).extension();
      var taken = trunkRows().filter(row -> row.row().isAnswered()).findFirst();
      legs.add(
          leg(
              Objects.requireNonNull(extension),
              false,
              taken.orElse(null),
              taken.isPresent() ? LegResult.ANSWERED : LegResult.NO_TALK));
    }
    for (var row : rows) {
      if (profile.partyOf(row.row().calledChannel()) instanceof Party.Phone(var extension)) {
        var answered = row.row().isAnswered();
        legs.add(leg(extension, true, answered ? row : null, result(row)));
      }
    }
    return legs;
  }

  private Leg leg(String extension, boolean rang, @Nullable Timed answer, LegResult result) {
    var at = answer == null ? null : answeredAt(answer);
    return new Leg(
        extension,
        rang,
        null,
        null,
        at,
        answer == null ? null : answer.end(),
        answer == null ? Duration.ZERO : at == null ? null : answer.row().billed(),
        result);
  }

  private LegResult result(Timed row) {
    if (row.row().isAnswered()) {
      return LegResult.ANSWERED;
    }
    if (row.row().disposition().equals("BUSY")) {
      return LegResult.BUSY;
    }
    var elsewhere =
        rows.stream()
            .filter(other -> other.row().isAnswered())
            .filter(other -> profile.partyOf(other.row().calledChannel()).isPhone())
            .anyMatch(other -> other.overlaps(row) || other.tookOver(row));
    return elsewhere ? LegResult.ANSWERED_ELSEWHERE : LegResult.NO_ANSWER;
  }

  private @Nullable String number(Direction direction) {
    return switch (direction) {
      case INBOUND -> Signalled.number(origin.row().source());
      case OUTBOUND ->
          trunkRows()
              .map(row -> firstDialled(row.row().data()))
              .filter(number -> number != null && profile.isOutside(number))
              .findFirst()
              .orElseGet(() -> Signalled.number(origin.row().destination()));
      case INTERNAL -> null;
    };
  }

  private static @Nullable String firstDialled(String data) {
    return Signalled.dialled(data.split("[,&]", 2)[0]);
  }

  /**
   * What stands before the number; a queue or a group may have put its own words there, and a name
   * that was cut is none.
   */
  private @Nullable String name() {
    var text = origin.row().callerId();
    var end = text.lastIndexOf("\" <");
    if (!text.startsWith("\"") || end < 1 || !queues().isEmpty() || rows.size() > 1) {
      return null;
    }
    var name = Signalled.name(text.substring(1, end));
    return name == null || name.isEmpty() || name.equals(origin.row().source()) ? null : name;
  }

  private @Nullable String did(Direction direction) {
    if (direction != Direction.INBOUND) {
      return null;
    }
    var told = did(rows.stream().map(Timed::row).toList());
    if (told != null) {
      return told;
    }
    var called = origin.row().destination();
    var own = profile.ownNumbers();
    var isOwn = own.isEmpty() ? profile.isOutside(called) : own.contains(called);
    return isOwn && trunkRows().findAny().isEmpty() ? called : null;
  }

  /** The number called, where the exchange keeps it in a column of its own. */
  static @Nullable String did(List<CdrRow> rows) {
    return rows.stream().map(CdrRow::did).filter(text -> !text.isEmpty()).findFirst().orElse(null);
  }

  private List<QueueVisit> queues() {
    return rows.stream()
        .filter(row -> row.row().application().equals("Queue"))
        .map(row -> row.row().data().split(",", 2)[0])
        .filter(queue -> !queue.isEmpty())
        .distinct()
        .map(queue -> new QueueVisit(queue, null, null, null))
        .toList();
  }

  private List<String> recordings() {
    return recordings(rows.stream().map(Timed::row).toList());
  }

  /** Their files without folder, each once. */
  static List<String> recordings(List<CdrRow> rows) {
    return rows.stream()
        .map(CdrRow::recording)
        .map(file -> file.substring(file.lastIndexOf('/') + 1))
        .filter(file -> !file.isEmpty())
        .distinct()
        .toList();
  }
}
