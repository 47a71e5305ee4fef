package io.ringcard.client;

import io.ringcard.store.Db;
import java.util.List;

/**
 * Told of the numbers that a client got or lost, in the transaction that writes them: past calls of
 * the former join the client, and of the latter leave. Own numbers of the house are never among
 * them.
 */
@FunctionalInterface
public interface ClientNumbersChanged {

  void changed(Db transaction, long clientId, List<String> added, List<String> removed);
}
