package io.ringcard.exchange;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.ringcard.ami.AmiAction;
import io.ringcard.ami.AmiAnswer;
import io.ringcard.ami.AmiLink;
import io.ringcard.ami.Journal;
import io.ringcard.ami.JournalSettings;
import io.ringcard.ami.LinkStatus;
import io.ringcard.calllog.CallFeed;
import io.ringcard.calllog.CelFeed;
import io.ringcard.calllog.PbxRow;
import io.ringcard.calllog.SecondHearing;
import io.ringcard.cel.CelArchive;
import io.ringcard.exchange.ExchangeSql.WithSecret;
import io.ringcard.history.DetailFeed;
import io.ringcard.http.Status;
import io.ringcard.kernel.ProblemException;
import io.ringcard.store.Db;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One exchange while this server hears it: its journal, the feed of its calls, its own records, its
 * link and their figures.
 */
final class LiveExchange implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveExchange.class);
  private static final double MILLIS = 1_000;

  private final WithSecret origin;
  private final Household house;
  private final Journal journal;
  private final CallFeed feed;
  private final CelFeed records;
  private final Optional<DetailFeed> details;
  private final Pulse pulse;
  private final AmiLink link;
  private final List<Meter> meters = new ArrayList<>();

  /**
   * @param journal closed with this
   * @param checkpoint offset in the journal from which to read
   */
  LiveExchange(WithSecret origin, Household house, Journal journal, long checkpoint) {
    this.origin = origin;
    this.house = house;
    this.journal = journal;
    var exchange = exchange();
    var profile = exchange.profile();
    var row = new PbxRow(exchange.id(), exchange.name(), checkpoint);
    feed = new CallFeed(row, profile, journal, house.log(), house.heard(), house.after());
    pulse = new Pulse(feed);
    var source = house.records().source(exchange.id(), exchange.cel());
    records =
        new CelFeed(exchange.id(), profile, source, house.log(), house.clock(), house.after());
    details =
        house
            .records()
            .details(
                new DetailFeed.Of(exchange.id(), profile, exchange.context()),
                exchange.cel(),
                house.log(),
                house.clock(),
                house.after());
    link = new AmiLink(exchange.ami(origin.secret()), journal, pulse, this::linkChanged);
  }

  static Journal journal(JournalSettings keep) throws IOException {
    return Journal.open(
        keep, e -> LOG.error("the journal's disk refuses: what is heard now is not kept", e));
  }

  void start() throws IOException {
    feed.start();
    house.flights().add(exchange().name(), exchange().profile(), journal::read, archive());
    if (!house.records().isKnown(exchange().id(), exchange().cel())) {
      house.log().recordMarks().none(exchange().id());
    }
    records.start();
    details.ifPresent(DetailFeed::start);
    link.start();
    measure();
  }

  WithSecret origin() {
    return origin;
  }

  Exchange exchange() {
    return origin.exchange();
  }

  Pulse pulse() {
    return pulse;
  }

  LinkStatus status() {
    return link.status();
  }

  /** Of the records by which the exchange tells of its calls now. */
  Status.Records records() {
    return details.map(DetailFeed::figures).orElseGet(records::figures);
  }

  @Nullable Instant heldSince() {
    return feed.heldSince();
  }

  long overflows() {
    return feed.overflows();
  }

  SecondHearing secondHearing(Db db) {
    return feed.secondHearing(db, archive());
  }

  private CelArchive archive() {
    return house.records().archive(exchange().id(), exchange().cel());
  }

  AmiAnswer send(AmiAction action) {
    return link.send(action);
  }

  /** Old segments go, but never what a restart would read again. */
  void prune(Instant before) throws IOException {
    journal.prune(before, feed.checkpoint());
  }

  @Override
  public void close() {
    meters.forEach(house.metrics()::remove);
    link.close();
    records.close();
    details.ifPresent(DetailFeed::close);
    feed.close();
    try {
      journal.close();
    } catch (IOException e) {
      LOG.warn("the journal of {} was not closed in order: {}", exchange().name(), e.toString());
    }
  }

  private void linkChanged(LinkStatus now) {
    house.changed().run();
    if (now.up()) {
      records.linkReturned();
      Thread.startVirtualThread(this::askVersion);
    }
  }

  /** The answer comes by the {@link Pulse}, like everything that the exchange says. */
  private void askVersion() {
    try {
      link.send(new AmiAction.CoreSettings());
    } catch (ProblemException e) {
      LOG.info("{} does not tell its version: {}", exchange().name(), e.problem());
    }
  }

  private void measure() {
    measure("ringcard_link_up", link, one -> one.status().up() ? 1 : 0);
    measure("ringcard_link_events", pulse, Pulse::events);
    measure("ringcard_feed_lag_bytes", feed, CallFeed::lagBytes);
    measure("ringcard_feed_waiting_seconds", feed, one -> one.waiting().toMillis() / MILLIS);
    measure("ringcard_feed_overflows", feed, CallFeed::overflows);
    measure("ringcard_journal_refused", journal, Journal::failures);
    measure("ringcard_cel_rows", this, one -> one.records().rows());
    measure("ringcard_cel_recovered", this, one -> one.records().recovered());
    measure("ringcard_cel_disputed", this, one -> one.records().disputed());
    measure("ringcard_cel_lag_seconds", this, LiveExchange::recordsLagSeconds);
  }

  /** Since the records were last read to their end; not a number before the first time. */
  private double recordsLagSeconds() {
    var readAt = records().readAt();
    return readAt == null
        ? Double.NaN
        : Duration.between(readAt, house.clock().instant()).toMillis() / MILLIS;
  }

  private <T> void measure(String name, T of, ToDoubleFunction<T> value) {
    meters.add(
        Gauge.builder(name, of, value).tag("pbx", exchange().name()).register(house.metrics()));
  }
}
