package io.ringcard.client;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody sends about a client, member by member. */
final class BodyBuilder {

  private @Nullable Integer version;
  private @Nullable String kind;
  private @Nullable String name;
  private @Nullable String company;
  private @Nullable String companyId;
  private @Nullable List<Phone> phones;
  private @Nullable List<Email> emails;
  private @Nullable String source;
  private @Nullable String status;

  BodyBuilder version(int value) {
    version = value;
    return this;
  }

  BodyBuilder kind(String value) {
    kind = value;
    return this;
  }

  BodyBuilder name(@Nullable String value) {
    name = value;
    return this;
  }

  BodyBuilder company(@Nullable String value) {
    company = value;
    return this;
  }

  BodyBuilder companyId(@Nullable String value) {
    companyId = value;
    return this;
  }

  BodyBuilder phones(String... numbers) {
    phones = Arrays.stream(numbers).map(number -> new Phone(number, null)).toList();
    return this;
  }

  BodyBuilder emails(String... addresses) {
    emails = Arrays.stream(addresses).map(address -> new Email(address, null)).toList();
    return this;
  }

  BodyBuilder source(@Nullable String id) {
    source = id;
    return this;
  }

  BodyBuilder status(@Nullable String id) {
    status = id;
    return this;
  }

  ClientBody get() {
    return new ClientBody(
        version, kind, name, company, companyId, null, phones, emails, source, status, null, null);
  }
}
