package io.ringcard.client;

import io.ringcard.store.Db;
import java.util.List;

/**
 * Told of the numbers that a client has now and had not before, in the transaction that writes
 * them: past calls of those numbers join the client. Own numbers of the house are never among them.
 */
@FunctionalInterface
public interface ClientNumbersAdded {

  void added(Db transaction, long clientId, List<String> numbers);
}
