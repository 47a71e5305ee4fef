package io.ringcard;

import io.ringcard.calllog.CallView;
import io.ringcard.calllog.Filing;
import io.ringcard.card.Cards;
import io.ringcard.http.PushHub;
import io.ringcard.pipeline.Deals;
import io.ringcard.store.Db;
import java.util.Map;

/** What every page is told when somebody has changed something that it may show. */
final class News {

  private final Db db;
  private final Cards cards;
  private final Deals deals;
  private final PushHub push;

  News(Db db, Cards cards, Deals deals, PushHub push) {
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
    cards.changed(Long.parseLong(call.id()));
    if (call.client() != null) {
      tellOf(call.client().id());
    }
    if (call.deal() != null) {
      push.sendToAll("deal", deals.get(Long.parseLong(call.deal().id())));
    }
  }

  /** Every page reads that part of the settings again. */
  Runnable changed(String settings) {
    return () -> push.sendToAll("settings", Map.of("changed", settings));
  }

  /** What is planned with that client, and its deals, may have changed. */
  private void tellOf(String client) {
    push.sendToAll("plan", Map.of("client", client));
    deals.openOf(db, Long.parseLong(client)).forEach(deal -> push.sendToAll("deal", deal));
  }
}
