package io.ringcard;

import io.ringcard.calllog.CallView;
import io.ringcard.calllog.Filing;
import io.ringcard.card.Cards;
import io.ringcard.kernel.ProblemException;
import io.ringcard.pipeline.Deal;
import io.ringcard.pipeline.Deals;
import io.ringcard.store.Db;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every page is told when somebody has changed something that it may show. */
final class News {

  private static final Logger LOG = LoggerFactory.getLogger(News.class);

  private final Db db;
  private final Cards cards;
  private final Deals deals;
  private final AllPages push;

  News(Db db, Cards cards, Deals deals, AllPages push) {
    this.db = db;
    this.cards = cards;
    this.deals = deals;
    this.push = push;
  }

  void callFiled(Filing.Filed filed) {
    outcomeWritten(filed.call());
    if (filed.formerClient() != null) {
      tellOf(filed.formerClient().toString());
    }
  }

  /** Merged or parted: whatever belongs to it may be another's now. */
  void clientChanged(long client) {
    cards.clientChanged(client);
    tellOf(Long.toString(client));
  }

  void outcomeWritten(CallView call) {
    push.callWritten(call);
    if (call.client() != null) {
      tellOf(call.client().id());
    }
    var deal = call.deal();
    if (deal != null) {
      tellDeals(() -> List.of(deals.get(Long.parseLong(deal.id()))));
    }
  }

  /** Every page reads that part of the settings again. */
  Runnable changed(String settings) {
    return () -> push.sendToAll("settings", Map.of("changed", settings));
  }

  /** What is planned with that client, and its deals, may have changed. */
  private void tellOf(String client) {
    push.sendToAll("plan", Map.of("client", client));
    tellDeals(() -> deals.openOf(db, Long.parseLong(client)));
  }

  /** What changed stands already: whoever wrote it is answered, whether or not this succeeds. */
  private void tellDeals(Supplier<List<Deal>> changed) {
    try {
      changed.get().forEach(deal -> push.sendToAll("deal", deal));
    } catch (ProblemException e) {
      LOG.warn("pages show deals as they were: {}", e.problem());
    }
  }
}
