package io.ringcard.calllog;

import io.ringcard.calllog.CallLog.Written;
import java.util.List;

/**
 * What came of a settling by the exchange's own records.
 *
 * @param written rows added and repaired
 * @param done linked ids that need not be settled again
 */
public record Settled(List<Written> written, int disputed, List<String> done) {

  public Settled {
    written = List.copyOf(written);
    done = List.copyOf(done);
  }
}
