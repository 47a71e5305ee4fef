/**
 * {@code ./ringcard doctor}: looks at everything that the server leans on and says of each whether
 * it is well, what breaks if it is not, and what to paste where. A room of its own because it sees
 * the exchange, the database, the recordings and the certificate at once, which no other room does,
 * and nothing needs it. It reads and asks; it makes and changes nothing.
 *
 * <p>Each {@code …Checks} turns what a room above has found out into {@link
 * io.ringcard.doctor.Check}s; {@link io.ringcard.doctor.Right} is the table of manager rights, the
 * same as in {@code asterisk-config/README.md}. The sentences are in {@code doctor/en.properties}
 * and {@code doctor/ru.properties}.
 */
@NullMarked
package io.ringcard.doctor;

import org.jspecify.annotations.NullMarked;
