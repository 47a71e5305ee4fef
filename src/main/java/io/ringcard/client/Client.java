package io.ringcard.client;

import io.ringcard.book.Choice;
import io.ringcard.kernel.Ref;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code Client}.
 *
 * @param kind {@code person} or {@code company}
 * @param company name of the company that a person belongs to, or what somebody wrote there
 * @param companyId the company's own card; null where there is none
 * @param about what everybody should know, free text
 * @param lastTalkAt answer of the last closed conversation with anybody of the house
 * @param nextAt earliest contact that is planned with the client
 */
public record Client(
    String id,
    String kind,
    String name,
    @Nullable String company,
    @Nullable String companyId,
    @Nullable String position,
    List<Phone> phones,
    List<Email> emails,
    @Nullable Choice source,
    @Nullable Choice status,
    @Nullable String about,
    @Nullable Ref owner,
    @Nullable Instant lastTalkAt,
    @Nullable Instant nextAt,
    Instant createdAt,
    int version) {

  public Client {
    phones = List.copyOf(phones);
    emails = List.copyOf(emails);
  }

  List<String> numbers() {
    return phones.stream().map(Phone::number).toList();
  }
}
