package io.ringcard;

import io.ringcard.dial.Dialling;
import io.ringcard.kernel.Principal;
import io.ringcard.staff.Extensions;
import java.time.Clock;
import java.util.Optional;

/** Who sits where now, for those who dial. */
record Seats(Extensions extensions, Clock clock) implements Dialling.Phones {

  @Override
  public Optional<String> of(Principal person) {
    return extensions.extensionOf(person.userId());
  }

  @Override
  public boolean isTaken(String extension) {
    return extensions.userAt(extension, clock.instant()).isPresent();
  }
}
