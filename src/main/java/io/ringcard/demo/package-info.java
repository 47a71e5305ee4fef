/**
 * The demo: an exchange that is none ({@link io.ringcard.demo.DemoPbx}), speaking the manager
 * protocol of Asterisk 22 on loopback with lifelike calls and generated speech, and the sample data
 * of a company that has worked with the product for weeks. It serves whoever looks at the product
 * for the first time. No other room knows that a demo exists: its exchange is another PBX at an
 * address, its rows are rows.
 *
 * <p>The speech clips under {@code demo/clips} were made once with espeak-ng (voices {@code ru} and
 * {@code en-gb} in variants f2, f4, m3 and m7, 145 to 155 words a minute) and sox ({@code highpass
 * 200 lowpass 3400}, silence trimmed, {@code norm -4}), as WAV of 8 kHz, one channel, µ-law. Their
 * names say language, role, voice and turn; the first of a role greets, the last says goodbye.
 */
@NullMarked
package io.ringcard.demo;

import org.jspecify.annotations.NullMarked;
