/**
 * What a conversation came to: the catalogue of outcomes with their rules, and the outcome written
 * on a call with all that follows from it, in one transaction: the deal moves, refusals are
 * counted, the contact that was due is closed, the next one planned. Each part is a row of {@link
 * io.ringcard.planning.Effects}. Setting an outcome again first takes back what the former one set
 * off; taking it back brings the former one back; two calls that turn out to be one keep the later
 * one's. Everybody locks the call, its deals by id, then contacts.
 *
 * <p>Must not know screens; who needs to hear of a written outcome is handed to the routes.
 */
@NullMarked
package io.ringcard.outcome;

import org.jspecify.annotations.NullMarked;
