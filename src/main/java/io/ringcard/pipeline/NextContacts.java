package io.ringcard.pipeline;

import io.ringcard.store.Db;
import java.util.List;
import java.util.Map;

/** The earliest planned contact of each of these deals, as the contract's {@code Plan}. */
@FunctionalInterface
public interface NextContacts {

  Map<Long, ? extends Object> ofDeals(Db db, List<Long> dealIds);
}
