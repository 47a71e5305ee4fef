package io.ringcard.calllog;

import io.ringcard.store.Db;

/**
 * Told when a person files a call under another client or under nobody, in the transaction that
 * does it: what the call has set off belongs to the new client, or to nobody.
 */
@FunctionalInterface
public interface CallFiled {

  void filed(Db transaction, long by, CallRow before, CallRow after);
}
