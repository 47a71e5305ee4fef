package io.ringcard.card;

import io.ringcard.kernel.Ref;
import io.ringcard.pipeline.Step;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code TimelineStep}: a deal came to a step.
 *
 * @param from where it stood before; null when the deal was new
 * @param by who moved it; null when a rule did
 */
record TimelineStep(Ref deal, @Nullable Step from, Step to, @Nullable Ref by) {}
