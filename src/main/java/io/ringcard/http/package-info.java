/**
 * The edge: plain routes registered from the OpenAPI contract, sign-in before all else, JSON,
 * problems, the push channel. Knows no feature; the rooms hand in their handlers by the contract's
 * operation ids.
 */
@NullMarked
package io.ringcard.http;

import org.jspecify.annotations.NullMarked;
