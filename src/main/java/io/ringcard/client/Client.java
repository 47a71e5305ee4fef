package io.ringcard.client;

import io.ringcard.kernel.Ref;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code Client}.
 *
 * @param kind {@code person} or {@code company}
 * @param lastTalkAt answer of the last closed conversation with anybody of the house
 */
public record Client(
    String id,
    String kind,
    String name,
    @Nullable String company,
    @Nullable String position,
    @Nullable String email,
    List<Phone> phones,
    @Nullable String source,
    @Nullable Ref owner,
    @Nullable Instant lastTalkAt,
    Instant createdAt,
    int version) {

  public Client {
    phones = List.copyOf(phones);
  }

  List<String> numbers() {
    return phones.stream().map(Phone::number).toList();
  }
}
