package io.ringcard.client;

import io.ringcard.kernel.Ref;
import java.time.Instant;

/** The contract's {@code Note}: what somebody wrote down about a client; hostile text. */
public record Note(String id, String text, Ref by, Instant at) {}
