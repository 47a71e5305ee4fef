package io.ringcard.calllog;

import io.ringcard.store.Db;

/**
 * Told when a row goes into another because both are one conversation, once, in the transaction
 * that does it and before the absorbed row points at its survivor. Both rows are locked.
 */
@FunctionalInterface
public interface CallMerged {

  void merged(Db transaction, long absorbedId, long intoId);
}
