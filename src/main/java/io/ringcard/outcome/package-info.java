/**
 * What a conversation came to: the catalogue of outcomes, and the outcome written on a call with
 * all that follows from it by rule, in one transaction: the deal moves, refusals are counted, the
 * next contact is planned. Setting an outcome again first takes back what the former one set off.
 * Must not know screens; who needs to hear of a written outcome is handed to the routes.
 */
@NullMarked
package io.ringcard.outcome;

import org.jspecify.annotations.NullMarked;
