/**
 * Channel event logging (CEL), the exchange's own record of its calls: the second witness, who was
 * there while nobody listened to the manager interface. Rows of {@code cel_custom} are read ({@link
 * io.ringcard.cel.CelLines}), put in order ({@link io.ringcard.cel.CelStream}) and translated into
 * the same {@link io.ringcard.pbx.PbxEvent}s as the live stream ({@link
 * io.ringcard.cel.CelTranslator}), so that one assembler makes all calls.
 *
 * <p>What CEL knows: channels with the number, name and extension they came with; answer and hangup
 * with cause; bridges; transfers, pickup and parking; what Dial, Queue and MixMonitor were started
 * with. What follows from it: who called whom (the channel that was in Dial or Queue when the other
 * appeared), when a queue was joined and left, who hung up (the hangup's source).
 *
 * <p>What it does not know: hold; whether a voicemail message was kept (such a call reads {@code
 * no_answer}) and its file; the file of a recording that no application of the dialplan started;
 * the SIP code of a refusal; the number that a click-to-call meant when the phone was neither
 * answered nor shown it; which of several phones that ring forwarded the call; the exchange's
 * restart in the middle of a call, unless a later channel shows it.
 *
 * <p>Order is guaranteed per channel only, APP_END may be missing at a hangup, ANSWER may be
 * absent.
 */
@NullMarked
package io.ringcard.cel;

import org.jspecify.annotations.NullMarked;
