package io.ringcard;

import io.ringcard.dial.Dialling;
import io.ringcard.kernel.Principal;
import io.ringcard.staff.Extensions;
import io.ringcard.staff.Phone;
import java.time.Clock;
import java.util.Optional;

/** Who sits where now, for those who dial. */
record Seats(Extensions extensions, Clock clock) implements Dialling.Phones {

  @Override
  public Optional<Phone> of(Principal person) {
    return extensions.phoneOf(person.userId());
  }

  @Override
  public boolean isTaken(Phone phone) {
    return extensions.userAt(phone.pbxId(), phone.extension(), clock.instant()).isPresent();
  }
}
