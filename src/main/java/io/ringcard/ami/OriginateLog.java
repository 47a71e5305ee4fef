package io.ringcard.ami;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices click-to-calls that came to nothing, without names or numbers in the log. */
final class OriginateLog implements AmiListener {

  private static final Logger LOG = LoggerFactory.getLogger(OriginateLog.class);

  private final AmiListener next;
  private final LongAdder failed = new LongAdder();

  OriginateLog(AmiListener next) {
    this.next = next;
  }

  long failed() {
    return failed.sum();
  }

  @Override
  public void opened(Instant at) {
    next.opened(at);
  }

  @Override
  public void block(AmiBlock block, Instant receivedAt, long from, long to) {
    if ("OriginateResponse".equals(block.event()) && block.get("Response").equals("Failure")) {
      failed.increment();
      LOG.info("a click-to-call failed, reason {}", AmiText.number(block, "Reason"));
    }
    next.block(block, receivedAt, from, to);
  }

  @Override
  public void lost(Instant at, String reason, long to) {
    next.lost(at, reason, to);
  }
}
