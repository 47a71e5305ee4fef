package io.ringcard;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ringcard.balance.BalanceRoom;
import io.ringcard.bench.Stand;
import io.ringcard.book.BookRoutes;
import io.ringcard.book.Books;
import io.ringcard.calllog.CallDrafts;
import io.ringcard.calllog.CallExportRoutes;
import io.ringcard.calllog.CallLog;
import io.ringcard.calllog.CallLogRoutes;
import io.ringcard.calllog.CallViews;
import io.ringcard.calllog.Filing;
import io.ringcard.calllog.FilingRoutes;
import io.ringcard.calllog.Renumbering;
import io.ringcard.calllog.SetAsideRoutes;
import io.ringcard.calllog.Tallies;
import io.ringcard.card.CardRoutes;
import io.ringcard.card.Cards;
import io.ringcard.card.Timeline;
import io.ringcard.card.TimelineRoutes;
import io.ringcard.client.ClientLists;
import io.ringcard.client.ClientMergeRoutes;
import io.ringcard.client.ClientMerges;
import io.ringcard.client.ClientRoutes;
import io.ringcard.client.Clients;
import io.ringcard.client.Duplicates;
import io.ringcard.client.Matches;
import io.ringcard.client.Notes;
import io.ringcard.client.Numbers;
import io.ringcard.dial.DialRoutes;
import io.ringcard.dial.Dialling;
import io.ringcard.dial.StoredDialRules;
import io.ringcard.exchange.ExchangeBook;
import io.ringcard.exchange.ExchangeRoutes;
import io.ringcard.exchange.Exchanges;
import io.ringcard.exchange.Household;
import io.ringcard.flight.FlightRoutes;
import io.ringcard.flight.Flights;
import io.ringcard.history.ImportRoutes;
import io.ringcard.history.Imports;
import io.ringcard.http.PushHub;
import io.ringcard.http.RealTimeLoops;
import io.ringcard.http.Routes;
import io.ringcard.http.Server;
import io.ringcard.http.Status;
import io.ringcard.kernel.Principal;
import io.ringcard.missed.Acts;
import io.ringcard.missed.MissedRoom;
import io.ringcard.numbering.NumberingRoutes;
import io.ringcard.numbering.StoredNumberRules;
import io.ringcard.outcome.Catalogue;
import io.ringcard.outcome.Consequences;
import io.ringcard.outcome.Merging;
import io.ringcard.outcome.OutcomeRoutes;
import io.ringcard.outcome.Outcomes;
import io.ringcard.outcome.Refiled;
import io.ringcard.pipeline.Deals;
import io.ringcard.pipeline.PipelineRoutes;
import io.ringcard.pipeline.Pipelines;
import io.ringcard.planning.HeldByTalk;
import io.ringcard.planning.Persistences;
import io.ringcard.planning.PlanRoutes;
import io.ringcard.planning.Plans;
import io.ringcard.planning.Replanning;
import io.ringcard.planning.ReplanningRoutes;
import io.ringcard.planning.TodayView;
import io.ringcard.recording.RecordingRoutes;
import io.ringcard.recording.Recordings;
import io.ringcard.records.RecordsRoom;
import io.ringcard.report.ReportRoutes;
import io.ringcard.report.Reports;
import io.ringcard.search.Search;
import io.ringcard.setting.SettingRoutes;
import io.ringcard.setting.StoredSettings;
import io.ringcard.staff.Hearing;
import io.ringcard.staff.Passwords;
import io.ringcard.staff.StaffRoom;
import io.ringcard.store.Database;
import io.ringcard.undo.UndoRoutes;
import io.ringcard.undo.Undos;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server: builds every room top-down, each knowing only those before it, and stops them in
 * reverse order.
 */
final class House implements Stand {

  private static final Logger LOG = LoggerFactory.getLogger(House.class);

  private final Parts parts = new Parts();
  private final Settings settings;
  private final Clock clock = Clock.systemUTC();
  private final Vertx vertx;
  private final Database db;
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final PushHub push;
  private final AllPages allPages;
  private final StaffRoom staff;
  private final StoredSettings stored;
  private final StoredDialRules dialRules;
  private final StoredNumberRules numberRules;
  private final Callers callers;
  private final CallViews calls;
  private final MissedRoom missed;
  private final Flights flights;
  private final Clients clients;
  private final Matches matches;
  private final Notes notes;
  private final Plans plans;
  private final Deals deals;
  private final Recordings recordings;
  private final Replanning replanning;
  private final Catalogue catalogue;
  private final Outcomes outcomes;
  private final CallLog log;
  private final Cards cards;
  private final News news;
  private final ExchangeBook book;
  private final RecordsRoom records;
  private final Imports imports;
  private final Exchanges exchanges;
  private final Links links;
  private final Server server;

  /** What stands in the house before its doors open: sample data, in the demo. */
  interface Furnishing {
    void furnish(Database db, long pbxId, Passwords passwords);
  }

  /** Starts everything; when a part fails, those before it are stopped again. */
  static House open(Settings settings, Furnishing furnishing) throws IOException {
    return new House(settings, furnishing);
  }

  private House(Settings settings, Furnishing furnishing) throws IOException {
    this.settings = settings;
    vertx = closing(Vertx.builder().withTransport(new RealTimeLoops()).build());
    var loops = closing(Vertx.vertx());
    var urgentLoop = closing(Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1)));
    try {
      db = parts.add(Stores.open(loops, urgentLoop, settings, parts));
      loops.setPeriodic(Database.KEEP_OPEN.toMillis(), id -> db.keepOpen());
      push = new PushHub(this::snapshot, metrics);
      staff = parts.add(new StaffRoom(db, push, new Tallies()::moveTeam, clock));
      stored = new StoredSettings(db, clock);
      dialRules = new StoredDialRules(stored, this::tellLinks);
      calls = new CallViews(db);
      plans = new Plans(db);
      deals = new Deals(db, plans::nextOfDeals);
      var self = io.ringcard.exchange.Server.of(settings.data(), settings.http().port());
      allPages = parts.add(new AllPages(push, db, self.id(), deals::get, this::callChanged));
      missed = new MissedRoom(db, calls, stored, allPages, settings.zone(), clock);
      book = new ExchangeBook(db);
      matches = new Matches(book.ownNumbers());
      flights = new Flights(db, calls, clock);
      notes = new Notes(db);
      recordings = parts.add(new Recordings(db, settings.recordings(), this::callChanged));
      replanning = new Replanning(settings.zone(), clock);
      var consequences = new Consequences(plans, notes, replanning, settings.zone(), clock);
      catalogue = new Catalogue(db);
      outcomes = new Outcomes(db, calls, deals, plans, catalogue, consequences);
      var held = held();
      numberRules = new StoredNumberRules(stored);
      callers = new Callers(settings.region(), book, numberRules, matches, staff.extensions());
      log =
          new CallLog(
              db,
              callers,
              List.of(recordings, held, replanning),
              List.of(new Merging(outcomes, consequences, held), missed.acts()),
              self.id());
      clients = new Clients(db, settings.region(), book.ownNumbers(), log::numbersChanged);
      var drafts = new CallDrafts(callers);
      cards = parts.add(Cards.of(db, log, drafts, clients, matches, deals, plans, push));
      news = new News(db, cards, deals, allPages);
      furnish(furnishing, layDown());
      imports = parts.add(ImportCommand.imports(db, log, settings, book, news));
      records = parts.add(new RecordsRoom(db, settings.data(), this::recordingsOf, clock)).start();
      exchanges = new Exchanges(db, book, self, household());
      links = new Links(db, exchanges::links, log::countSetAside, () -> dialRules.now().stopped());

      server = parts.add(Server.start(vertx, wiring()));
      begin();
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /**
   * The page has some of its own: what the database brings for a report, or takes in a flood of
   * calls, is not read and written before a card.
   */
  private Vertx closing(Vertx loops) {
    parts.add(() -> loops.close().toCompletionStage().toCompletableFuture().join());
    return loops;
  }

  /** What must stand in the database before anybody comes or calls. */
  private void furnish(Furnishing furnishing, long pbxId) {
    furnishing.furnish(db, pbxId, staff.passwords());
    new Tallies().begin(db, settings.zone());
    staff
        .users()
        .ensureAdministrator(
            settings.administrator().map(Settings.Administrator::login),
            settings.administrator().map(Settings.Administrator::password));
  }

  private void begin() {
    flights.measure(metrics);
    recordings.measure(metrics);
    db.onChange(up -> tellLinks());
    db.onNotice(this::told, cards::toldTooLittle);
    cards.start().measure(metrics);
    recordings.folders().use(book.folders());
    recordings.start();
    settings.pbx().ifPresent(pbx -> records.keepPassword(pbx.name(), pbx.celPassword()));
    parts.add(exchanges).start();
  }

  private Optional<Path> recordingsOf(long pbxId) {
    return Optional.ofNullable(book.folders().get(pbxId));
  }

  /** The file's exchange takes its row; gives its id, or 0 when there is none. */
  private long layDown() {
    var folder = settings.recordings().folder();
    return settings
        .pbx()
        .map(pbx -> book.layDown(pbx.exchange(folder), pbx.ami().secret()))
        .orElseGet(book::layDownNothing);
  }

  private SetAsideRoutes.Faults faults() {
    return new SetAsideRoutes.Faults(cards.failures(), exchanges.overflows());
  }

  private Household household() {
    return new Household(
        log,
        settings.data(),
        clock,
        metrics,
        cards,
        this::callsWritten,
        recordings.folders()::use,
        records,
        flights,
        this::tellLinks);
  }

  private Server.Wiring wiring() {
    return new Server.Wiring(
        settings.http(),
        routes(),
        staff.sessions(),
        links::status,
        metrics,
        push,
        "webroot",
        false);
  }

  private Routes routes() {
    var routes = new Routes();
    var reports = new Reports(db, settings.zone(), clock);
    var outcomeRoutes =
        new OutcomeRoutes(outcomes, catalogue, news::outcomeWritten, news.changed("outcomes"));
    staff.addTo(routes, settings.zone(), person -> reports.today(person.userId()));
    var persistences = new Persistences(db);
    new CallLogRoutes(calls, settings.zone()).addTo(routes);
    var filing = new Filing(db, calls, List.of(new Refiled(outcomes, held())));
    new FilingRoutes(filing, news::callFiled).addTo(routes);
    records.addTo(routes);
    parts.add(new BalanceRoom(db, calls, settings.zone(), clock, metrics)).addTo(routes);
    new CallExportRoutes(db, settings.zone(), clock).addTo(routes);
    new RecordingRoutes(db, recordings.folders(), new Hearing(db), missed::answers, clock)
        .addTo(routes);
    new FlightRoutes(flights).addTo(routes);
    new ImportRoutes(imports).addTo(routes);
    new SetAsideRoutes(db, exchanges::hearings, this::faults, this::tellLinks).addTo(routes);
    var undos = new Undos(db);
    clients(routes, news, undos);
    var pipeline =
        new PipelineRoutes(
            deals, new Pipelines(db, () -> persistences.get().refusalsUntilLost()), allPages);
    pipeline.addTo(routes);
    var today = new TodayView(db, calls, missed, settings.zone(), clock);
    var planning = new PlanRoutes(plans, today, allPages);
    planning.addTo(routes);
    missed.routes().addTo(routes);
    outcomeRoutes.addTo(routes);
    new ReplanningRoutes(db, persistences, replanning, allPages).addTo(routes);
    new BookRoutes(new Books(db), news.changed("books")).addTo(routes);
    new CardRoutes(cards).addTo(routes);
    new ReportRoutes(reports).addTo(routes);
    new DialRoutes(dialling()).addTo(routes);
    undos
        .on("deal", pipeline::undo)
        .on("plan", planning::undo)
        .on(Acts.UNDO, missed.routes()::undo)
        .on(Outcomes.UNDO, outcomeRoutes::undo);
    new UndoRoutes(undos).addTo(routes);
    new SettingRoutes(stored, List.of(dialRules, numberRules, missed.rules())).addTo(routes);
    new ExchangeRoutes(book, exchanges, settings.region(), settings.language()).addTo(routes);
    new NumberingRoutes(db, matches, book::regionOf, new Renumbering(db, callers), clock)
        .addTo(routes);
    return routes.on("getStatus", request -> links.status()).afterWrites(db::awaitTold);
  }

  private void clients(Routes routes, News news, Undos undos) {
    var region = settings.region();
    var lists = new ClientLists(db, region);
    var numbers = new Numbers(db, region, book.ownNumbers());
    var merges =
        new ClientMerges(db, clients)
            .on("call", CallLog.BELONGING)
            .on("deal", Deals.BELONGING)
            .on("plan", Plans.BELONGING);
    new ClientRoutes(clients, lists, notes, numbers, cards::clientChanged).addTo(routes);
    new ClientMergeRoutes(merges, new Duplicates(db), news::clientChanged).addTo(routes, undos);
    new TimelineRoutes(new Timeline(db, calls, clients, notes, plans, merges)).addTo(routes);
    new Search(db, region, lists).addTo(routes);
  }

  private Dialling dialling() {
    return new Dialling(exchanges, dialRules::now, new Seats(staff.extensions(), clock));
  }

  private HeldByTalk held() {
    return new HeldByTalk(settings.zone(), (int) settings.rules().realTalk().toSeconds());
  }

  private void callsWritten(List<CallLog.Written> changes) {
    cards.written(changes);
    recordings.committed(changes);
  }

  private void told(String notice) {
    if (!allPages.told(notice)) {
      cards.told(notice);
    }
  }

  private void callChanged(long callId) {
    cards.changed(callId);
  }

  private void tellLinks() {
    Thread.startVirtualThread(() -> links.tell(push));
  }

  record Snapshot(List<?> cards, Status status) {}

  private Object snapshot(Principal person) {
    return new Snapshot(cards.of(person.userId()), links.status());
  }

  /** Where people find the page. */
  String address() {
    return server.address();
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public Database db() {
    return db;
  }

  @Override
  public CallLog log() {
    return log;
  }

  @Override
  public void close() {
    parts.close();
    LOG.info("stopped");
  }
}
