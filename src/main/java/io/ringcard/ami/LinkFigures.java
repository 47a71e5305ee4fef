package io.ringcard.ami;

/**
 * Counts since the start, for metrics.
 *
 * @param bytes received
 * @param blocks handed over
 * @param blockErrors blocks at which the listener failed
 * @param cut lines and blocks of a length that Asterisk never sends
 * @param connections sign-ins that succeeded
 * @param losses connections lost after that
 * @param refusals attempts that did not get as far
 * @param unansweredPings pings without an answer when the next was due
 * @param failedOriginates click-to-calls that the exchange reported as failed
 * @param journalFailures records that the disk did not take
 */
public record LinkFigures(
    long bytes,
    long blocks,
    long blockErrors,
    long cut,
    long connections,
    long losses,
    long refusals,
    long unansweredPings,
    long failedOriginates,
    long journalFailures) {}
