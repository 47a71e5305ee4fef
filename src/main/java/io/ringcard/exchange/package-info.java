/**
 * The exchanges of the house: each is a row that the page shows and changes, and while this server
 * holds it, a {@code LiveExchange} with a link, a journal and records of its own. {@code Exchanges}
 * brings the running ones in step with the rows, again and again, so a change by another server is
 * followed like one of our own.
 *
 * <p>One server at a time hears an exchange ({@code Lease}): two that hear the same would write the
 * same calls. The second stands by, says so, and takes over when the first lets go or dies.
 */
@NullMarked
package io.ringcard.exchange;

import org.jspecify.annotations.NullMarked;
