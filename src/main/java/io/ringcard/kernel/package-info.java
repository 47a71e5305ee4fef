/**
 * Values without I/O that every room speaks: telephone numbers, problems, roles. Knows the JDK and
 * libphonenumber only.
 */
@NullMarked
package io.ringcard.kernel;

import org.jspecify.annotations.NullMarked;
