package io.ringcard.outcome;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What decides about an outcome on a call.
 *
 * @param participants in the order of ringing, known people only
 */
record CallFacts(
    long id,
    boolean open,
    @Nullable Instant answeredAt,
    @Nullable Long clientId,
    List<Part> participants) {

  CallFacts {
    participants = List.copyOf(participants);
  }

  record Part(long userId, boolean talked) {}

  boolean has(long userId) {
    return participants.stream().anyMatch(part -> part.userId() == userId);
  }

  /** Who talked with the client last. */
  Optional<Long> lastTalker() {
    return participants.reversed().stream().filter(Part::talked).map(Part::userId).findFirst();
  }

  /** For whom the next contact is planned: the writer who took part, else who talked last. */
  long assignee(long writer) {
    return has(writer) ? writer : lastTalker().orElse(writer);
  }
}
