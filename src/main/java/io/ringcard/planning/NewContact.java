package io.ringcard.planning;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contact to be planned; its ids are known to exist.
 *
 * @param topic blank is none
 * @param callId the call that it comes from
 */
public record NewContact(
    long clientId,
    @Nullable Long dealId,
    long assigneeId,
    Instant at,
    @Nullable String topic,
    String kind,
    @Nullable Long callId,
    long createdBy) {

  public NewContact {
    topic = topic == null || topic.isBlank() ? null : topic.strip();
  }
}
