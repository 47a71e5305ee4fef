/** Who works here: users, roles, teams, the phones they sit at, their sessions. */
@NullMarked
package io.ringcard.staff;

import org.jspecify.annotations.NullMarked;
