/**
 * The card: who is calling, on the right screens, while it rings. Which cards a person has follows
 * from the rows alone, so a reload, a lost connection or a restart brings them back; pushes only
 * tell of it sooner. Also the client's timeline, which needs the same rooms.
 */
@NullMarked
package io.ringcard.card;

import org.jspecify.annotations.NullMarked;
