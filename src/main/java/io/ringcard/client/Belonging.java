package io.ringcard.client;

import io.ringcard.store.Db;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that belongs to clients and goes along when one card is merged into another. */
@FunctionalInterface
public interface Belonging {

  /**
   * Moves it to another client, in the transaction that merges or parts them.
   *
   * @param only their ids, those that are still there; null for all
   * @return the ids of what moved
   */
  List<Long> move(Db transaction, long from, long to, Long @Nullable [] only);
}
