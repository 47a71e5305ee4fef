package io.ringcard;

import io.ringcard.calllog.CallView;
import io.ringcard.http.Json;
import io.ringcard.http.Push;
import io.ringcard.pipeline.Deal;
import io.ringcard.store.Database;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the pages of this server what people have written, and by the database's channel of notices
 * those of the other servers that share it. A notice is small: of a deal or a call it bears the id
 * alone, and the other server reads it. What cannot be told is seen when a page asks next.
 */
final class AllPages implements Push, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AllPages.class);
  private static final String MARK = "page";

  private final Push pages;
  private final Database db;
  private final String self;
  private final LongFunction<Deal> deals;
  private final LongConsumer callChanged;
  private final ExecutorService teller =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("all-pages").factory());

  /**
   * @param pages of this server
   * @param self this server's id
   * @param deals reads one
   * @param callChanged has the pages of this server told of a call
   */
  AllPages(Push pages, Database db, UUID self, LongFunction<Deal> deals, LongConsumer callChanged) {
    this.pages = pages;
    this.db = db;
    this.self = self.toString();
    this.deals = deals;
    this.callChanged = callChanged;
  }

  @Override
  public void send(long userId, String event, Object body) {
    pages.send(userId, event, body);
  }

  @Override
  public int sendEachToAll(String event, List<?> bodies) {
    bodies.forEach(
        body -> tellOthers(event, body instanceof Deal deal ? deal.id() : Json.text(body)));
    return pages.sendEachToAll(event, bodies);
  }

  /** Somebody wrote on a call. */
  void callWritten(CallView call) {
    callChanged.accept(Long.parseLong(call.id()));
    tellOthers("call", call.id());
  }

  private void tellOthers(String event, String about) {
    later(() -> db.tell(String.join(" ", MARK, self, event, about)));
  }

  /**
   * A notice of the database; does not wait.
   *
   * @return whether it was for pages, from whichever server
   */
  boolean told(String notice) {
    var words = notice.split(" ", 4);
    if (words.length < 4 || !words[0].equals(MARK)) {
      return false;
    }
    if (!words[1].equals(self)) {
      later(() -> tellPages(words[2], words[3]));
    }
    return true;
  }

  private void tellPages(String event, String about) {
    switch (event) {
      case "call" -> callChanged.accept(Long.parseLong(about));
      case "deal" -> pages.sendToAll(event, deals.apply(Long.parseLong(about)));
      default -> pages.sendToAll(event, new JsonObject(about));
    }
  }

  private void later(Runnable work) {
    try {
      teller.execute(() -> {
        try {
          work.run();
        } catch (RuntimeException e) {
          LOG.warn("pages of other servers see it when they ask next: {}", e.toString());
        }
      });
    } catch (RejectedExecutionException e) {
      LOG.debug("stopped", e);
    }
  }

  @Override
  public void close() {
    teller.shutdownNow();
  }
}
