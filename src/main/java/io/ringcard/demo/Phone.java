package io.ringcard.demo;

import java.util.List;

/**
 * A phone of the demo office.
 *
 * @param extension its number, also the name of its endpoint
 * @param name who sits there, as the exchange shows it
 * @param voice {@code f} or {@code m}, the voice of its recordings
 * @param did the number that reaches it directly
 */
record Phone(String extension, String name, String voice, String did) {

  /** The number of the queue. */
  static final String QUEUE_DID = "74951230002";

  /** What clients see when the office calls. */
  static final String OFFICE = "74951230001";

  static final List<Phone> ALL =
      List.of(
          new Phone("101", "Анна Белова", "f", OFFICE),
          new Phone("102", "Борис Гущин", "m", "74951230005"),
          new Phone("103", "Олег Зимин", "m", "74951230013"),
          new Phone("104", "Дина Каримова", "f", "74951230014"));

  /** The members of queue {@code sales}. */
  static final List<Phone> SALES = ALL;

  static Phone of(String extension) {
    return ALL.stream().filter(p -> p.extension.equals(extension)).findFirst().orElseThrow();
  }

  static boolean exists(String extension) {
    return ALL.stream().anyMatch(p -> p.extension.equals(extension));
  }

  Party party() {
    return new Party(extension, name);
  }
}
