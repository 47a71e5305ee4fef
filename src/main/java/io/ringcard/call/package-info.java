/**
 * Assembly: what the exchange said becomes conversations. A pure function from (profile, state,
 * event) to (state, call events), without clock, I/O or a question back; {@link
 * io.ringcard.call.LiveCalls} alone holds state that changes.
 */
@NullMarked
package io.ringcard.call;

import org.jspecify.annotations.NullMarked;
