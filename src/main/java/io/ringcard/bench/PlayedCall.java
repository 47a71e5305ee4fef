package io.ringcard.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is true about one call that was played, by the capture's own truth and not by our assembly.
 *
 * @param number E.164 of the client; null for an internal call
 * @param direction as the call log has it; so is {@code result}
 * @param calling extension of the operator who dialled
 * @param rung extensions of the phones that rang, each once
 * @param answered extensions that talked to the client
 */
public record PlayedCall(
    String linkedid,
    @Nullable String number,
    String direction,
    String result,
    @Nullable String calling,
    List<String> rung,
    List<String> answered) {

  /** Extensions on whose screens the call has to appear while it rings. */
  public List<String> shownTo() {
    return direction.equals("internal")
        ? List.of()
        : Stream.concat(rung.stream(), Optional.ofNullable(calling).stream()).distinct().toList();
  }
}
