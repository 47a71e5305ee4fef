/**
 * The desk of missed callers: one line per person (a client, or a number that is nobody's), not per
 * call, with an owner and a clock. Lines are read from the log each time ({@link
 * io.ringcard.missed.DeskSql}), so that a call that is recovered, corrected, filed anew or merged
 * leaves the desk right: a call from outside that came to nothing opens a line or joins the open
 * one of its person; any later talk with that person, whoever called and by whatever number, closes
 * it. Kept are only the owner and a closing by hand, both on a call of the line ({@code
 * missed_mark}), so that they go where the call goes.
 *
 * <p>A call that several phones heard and one took is answered and opens nothing. Whoever withholds
 * the number cannot be called back: no line, but counted. A result that nobody knows opens no line
 * either. After some days without a new call the desk lets a line go; its figures keep it.
 *
 * <p>The clock of a line runs in working time ({@link io.ringcard.missed.WorkingHours}), by which
 * it is due, late and in time; when it began, and when the desk lets it go, is told by the
 * calendar. A line counts by the day on which its clock began, or on which it was over before that
 * ({@code Line#countsAt}), on the desk and in its figures alike.
 *
 * <p>{@link io.ringcard.missed.Whose} says who sees a line, takes it and hears its message:
 * operators those of their team and of no team, whoever leads people all, so that everybody who
 * called in vain stands on somebody's desk. An open line of somebody who works here no longer is
 * nobody's again.
 *
 * <p>The rooms below ask here who waits ({@link io.ringcard.missed.MissedRoom#waiting}: what is to
 * be done today has the same lines) and who is to call back ({@link
 * io.ringcard.missed.MissedRoom#answers}: they hear the message that was left).
 */
@NullMarked
package io.ringcard.missed;

import org.jspecify.annotations.NullMarked;
