package io.ringcard.calllog;

import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.LegResult;
import io.ringcard.call.Call.Result;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as its row stands now; what the rooms below decide by.
 *
 * @param number E.164 where it could be understood, else as signalled; null when withheld
 * @param talkMillis null while nobody has talked
 * @param recordings file names without folder
 */
public record CallRow(
    long id,
    long pbxId,
    String linkedid,
    boolean open,
    Direction direction,
    @Nullable Result result,
    @Nullable String number,
    @Nullable Long clientId,
    Instant startedAt,
    @Nullable Instant answeredAt,
    @Nullable Instant endedAt,
    @Nullable Long talkMillis,
    List<Participant> participants,
    List<String> recordings) {

  public CallRow {
    participants = List.copyOf(participants);
    recordings = List.copyOf(recordings);
  }

  /** An operator's part; {@code userId} is null when nobody held that extension at that moment. */
  public record Participant(
      String extension,
      @Nullable Long userId,
      LegResult result,
      @Nullable Instant ringStartedAt,
      @Nullable Instant answeredAt,
      @Nullable Instant endedAt,
      @Nullable Long talkMillis) {}

  CallRow with(List<Participant> parts, List<String> files) {
    return new CallRow(
        id,
        pbxId,
        linkedid,
        open,
        direction,
        result,
        number,
        clientId,
        startedAt,
        answeredAt,
        endedAt,
        talkMillis,
        parts,
        files);
  }

  /** The last part that a person has in this call. */
  public Optional<Participant> participant(long userId) {
    return participants.stream()
        .filter(part -> part.userId() != null && part.userId() == userId)
        .reduce((first, second) -> second);
  }

  /** Everybody who has a part in it, each once. */
  public List<Long> userIds() {
    return participants.stream()
        .map(Participant::userId)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** The ids of those that are over. */
  static List<Long> closed(Stream<CallRow> rows) {
    return rows.filter(row -> !row.open()).map(CallRow::id).toList();
  }
}
