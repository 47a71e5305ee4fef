/**
 * Who works here: people, roles, teams, sessions, and who sat at which extension when. Serves every
 * room that asks who did something, and says whose talks a person may hear; must not know of calls,
 * clients or deals.
 *
 * <p>In use: {@code var extensions = new Extensions(db); var users = new Users(db, passwords,
 * extensions, clock); var sessions = new Sessions(db, users, passwords, new SignInLimit(clock),
 * push, clock)}; the sessions are the server's {@code Authenticator}.
 */
@NullMarked
package io.ringcard.staff;

import org.jspecify.annotations.NullMarked;
