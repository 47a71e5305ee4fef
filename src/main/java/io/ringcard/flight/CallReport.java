package io.ringcard.flight;

import io.ringcard.kernel.Ref;
import java.time.Instant;

/**
 * The contract's {@code CallReport}: somebody holds a call to be told wrongly.
 *
 * @param call its id
 * @param remark what is wrong, in free words
 */
public record CallReport(String id, String call, Ref by, Instant at, String remark) {}
