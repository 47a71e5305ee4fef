/**
 * The edge: plain routes registered from the OpenAPI contract, sign-in before all else, JSON,
 * problems, the push channel. Knows no feature; the rooms hand in their handlers by the contract's
 * operation ids.
 *
 * <p>In use: every room adds its handlers to one {@link Routes}; {@code Server.start(vertx, new
 * Wiring(…))} listens. An answer is any record, in the members of the contract; a member that is
 * null where the contract knows no null is left out. {@code Server.missing(routes)} names
 * operations that nobody serves. In tests: {@code TestServer.start(routes)}, which also checks
 * every answer against the contract.
 */
@NullMarked
package io.ringcard.http;

import org.jspecify.annotations.NullMarked;
