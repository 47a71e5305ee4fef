/**
 * The manager interface (AMI): bytes become blocks, blocks become the {@code PbxEvent} of {@code
 * pbx}. Captures, the live link and the journal share the one parser. It must not know what a call
 * is.
 *
 * <p>The way of a byte: {@code AmiWire} reads it, {@code Journal} keeps it, {@code AmiStream} cuts
 * blocks and tells their place in the journal, an {@code AmiListener} takes them without waiting.
 * Reading the journal again through an {@code AmiStream} calls the listener in the same order with
 * the same places, so a restart and the living stream are one case. {@code AmiLink} keeps the
 * connection: Asterisk-Java signs in and matches answers to actions, and sees no event. All that
 * goes out is an {@code AmiAction} and passes {@code ActionGuard}.
 */
@NullMarked
package io.ringcard.ami;

import org.jspecify.annotations.NullMarked;
