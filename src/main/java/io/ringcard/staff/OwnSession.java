package io.ringcard.staff;

import java.time.Instant;

/**
 * The contract's {@code Session}: one browser in which a person is signed in.
 *
 * @param usedAt to within ten minutes
 * @param agent what the browser says it is; a stranger's text
 * @param current whether it is the one that asks
 */
record OwnSession(
    String id, Instant startedAt, Instant usedAt, String address, String agent, boolean current) {}
