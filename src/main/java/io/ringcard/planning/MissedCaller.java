package io.ringcard.planning;

import io.ringcard.calllog.CallView;
import io.ringcard.pipeline.Step;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code MissedCaller}: somebody who called and whom nobody has talked to since.
 *
 * @param call the last try
 * @param tries how often they called in vain, as the desk of missed callers has it
 * @param step where the client's newest open deal stands
 * @param lastTalkAt last conversation with the client
 */
public record MissedCaller(
    CallView call, int tries, @Nullable Step step, @Nullable Instant lastTalkAt) {}
