/**
 * The one box over clients, their numbers and addresses, and deals. Asks each room for its best
 * few; keeps nothing.
 */
@NullMarked
package io.ringcard.search;

import org.jspecify.annotations.NullMarked;
