/**
 * The manager interface (AMI): bytes become blocks, blocks become the {@code PbxEvent} of {@code
 * pbx}. Captures, the live link and the journal share the one parser. It must not know what a call
 * is.
 */
@NullMarked
package io.ringcard.ami;

import org.jspecify.annotations.NullMarked;
