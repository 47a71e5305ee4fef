package io.ringcard.http;

import org.jspecify.annotations.Nullable;

/**
 * What an operation of the contract does. Runs on a virtual thread of its own and may wait. The
 * answer becomes JSON with the contract's success status; null is 204 (or the request was answered
 * by hand through {@link Request#raw()}).
 */
@FunctionalInterface
public interface Handler {

  @Nullable Object handle(Request request) throws Exception;
}
