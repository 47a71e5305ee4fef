package io.ringcard.staff;

import io.ringcard.store.Db;

/** What else a person's going to another team means; runs the going itself, in its transaction. */
@FunctionalInterface
public interface TeamMove {

  void run(Db transaction, long userId, Runnable move);
}
