package io.ringcard.client;

import io.ringcard.kernel.PhoneNumber;
import io.ringcard.kernel.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the numbers and addresses that people write for a client: each once, in one form.
 *
 * @param region whose national forms people write, ISO 3166
 * @param ownNumbers numbers of the house as stored; no client has them
 */
record Reaches(String region, Set<String> ownNumbers) {

  List<Phone> phones(@Nullable List<Phone> written) {
    var phones = new LinkedHashMap<String, Phone>();
    var all = Objects.requireNonNullElse(written, List.<Phone>of());
    for (var i = 0; i < all.size(); i++) {
      var number = number(all.get(i).number(), "phones[" + i + "].number");
      phones.putIfAbsent(number, new Phone(number, ClientData.stripped(all.get(i).label())));
    }
    return List.copyOf(phones.values());
  }

  List<Email> emails(@Nullable List<Email> written) {
    var emails = new LinkedHashMap<String, Email>();
    for (var email : Objects.requireNonNullElse(written, List.<Email>of())) {
      var address = email.address().strip();
      emails.putIfAbsent(
          address.toLowerCase(Locale.ROOT), new Email(address, ClientData.stripped(email.label())));
    }
    return List.copyOf(emails.values());
  }

  private String number(String written, String field) {
    var number =
        PhoneNumber.parse(written, region)
            .orElseThrow(() -> new Problem.Invalid(field, "number").asException())
            .text();
    if (ownNumbers.contains(number)) {
      throw new Problem.Invalid(field, "own").asException();
    }
    return number;
  }
}
