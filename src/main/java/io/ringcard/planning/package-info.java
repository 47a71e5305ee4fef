/**
 * The contact plan: who is to be called, met or written to, when and by whom; what is overdue, due
 * today, and which callers nobody has talked to. A real talk holds the planned call by itself, a
 * call that the client did not answer moves it on ({@link io.ringcard.planning.Replanning}). Keeps
 * also the list of what calls have set off ({@link io.ringcard.planning.Effects}), so that nothing
 * runs twice. Must not know outcomes.
 */
@NullMarked
package io.ringcard.planning;

import org.jspecify.annotations.NullMarked;
