package io.ringcard.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The wish of a manager to have a call placed: first the phone rings, then the number is dialled.
 *
 * @param uniqueid what the client wants the phone's channel to be called
 * @param timeout how long the phone may ring
 * @param answer called once with the reason of {@code OriginateResponse}: 4 answered, 3 no answer,
 *     and the phone's channel where there is one
 */
record Originate(
    Phone phone,
    @Nullable String uniqueid,
    String context,
    String number,
    Party callerId,
    List<Map.Entry<String, String>> variables,
    Duration timeout,
    Answer answer) {

  interface Answer {
    void reason(int reason, @Nullable DemoChannel phone);
  }
}
