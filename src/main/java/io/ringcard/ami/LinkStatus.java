package io.ringcard.ami;

import java.time.Instant;

/**
 * @param since when the link went up or down
 * @param reason for down, the newest one
 */
public record LinkStatus(boolean up, Instant since, LinkReason reason) {}
