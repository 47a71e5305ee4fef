/**
 * Measures the server against something bare: the launcher's {@code bench}. Also plays captured
 * calls at a chosen rate, each copy as a call of its own, and knows what is true about every one of
 * them; the test under load uses the same player. What is played are captures of the tests, which
 * the build puts beside the classes.
 */
@NullMarked
package io.ringcard.bench;

import org.jspecify.annotations.NullMarked;
