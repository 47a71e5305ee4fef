/**
 * The words of the exchange: the sealed {@code PbxEvent} that every witness (manager interface,
 * CEL) is translated into, and the {@code PbxProfile} that says which channels are phones and which
 * are trunks. JDK only.
 */
@NullMarked
package io.ringcard.pbx;

import org.jspecify.annotations.NullMarked;
