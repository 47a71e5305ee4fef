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
 */
@NullMarked
package io.ringcard.card;

import org.jspecify.annotations.NullMarked;
