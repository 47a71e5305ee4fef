package io.ringcard.missed;

/**
 * A line of the desk that waits, in short.
 *
 * @param call the last of its calls in vain
 * @param tries how often they called in vain
 */
public record Waiting(long call, int tries) {}
