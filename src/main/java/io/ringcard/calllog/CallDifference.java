package io.ringcard.calllog;

/**
 * The contract's {@code CallDifference}: what the live stream and the exchange's own records tell
 * differently of one call.
 *
 * @param what {@code direction}, {@code result}, {@code number}, {@code did}, {@code answer} (after
 *     the beginning), {@code length} or {@code talk}
 * @param ours a slug or a number of somebody; seconds for the last three
 */
public record CallDifference(String what, Object ours, Object recorded) {}
