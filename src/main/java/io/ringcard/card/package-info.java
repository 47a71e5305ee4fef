/**
 * The card: who is calling, on the right screens, while it rings. Which cards a person has follows
 * from the rows alone, so a reload, a lost connection or a restart brings them back; pushes only
 * tell of it sooner. Also the client's timeline, which needs the same rooms.
 *
 * <p>A call's cards are one {@code CardLane}: {@code CardPop} shows a ringing phone's card as soon
 * as the ringing is heard, under an id that its row will have, and {@code CardRows} shows what the
 * row says once it stands. The row comes later and knows more; when it says the same, nothing is
 * sent. A call whose row never comes (it was another's part, it could not be written) loses its
 * card. While the database is away a card has the number and what was known of it last.
 *
 * <p>The caller is looked up when the call comes in ({@code CardLookup}), so that a ringing phone's
 * card waits for nothing: the thread that hears of the ringing builds it and hands it to the
 * socket. What was looked up is kept as long as the call lasts and no longer, and is asked anew as
 * soon as the database tells that somebody, here or at another server, has written what it shows
 * ({@code CardChange}, the triggers of {@code V028}); cards that stand are then shown anew. A
 * request that writes is answered after that was told. While nothing is told, an answer counts for
 * ten seconds. Nothing can be lost by a card that comes before its row: the bytes are in the
 * journal's file before anything is made of them, and what a power cut takes with them is a card of
 * a call that the exchange will tell of again.
 */
@NullMarked
package io.ringcard.card;

import org.jspecify.annotations.NullMarked;
