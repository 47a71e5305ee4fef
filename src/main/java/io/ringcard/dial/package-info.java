/**
 * What a person does to the exchange: for now, calling a number with the own phone. The only sender
 * of actions. It decides what may be dialled and how often; the exchange's dialplan decides what
 * that costs.
 */
@NullMarked
package io.ringcard.dial;

import org.jspecify.annotations.NullMarked;
