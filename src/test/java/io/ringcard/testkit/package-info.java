/**
 * What the tests stand on: a real exchange in a container, the phones and the outside world that
 * SIPp plays there, and a bare reader of the manager interface. Serves tests alone and knows
 * nothing of the product, so that it can be believed when the two disagree.
 */
@NullMarked
package io.ringcard.testkit;

import org.jspecify.annotations.NullMarked;
