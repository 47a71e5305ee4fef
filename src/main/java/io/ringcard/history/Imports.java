package io.ringcard.history;

import io.ringcard.history.Progress.State;
import io.ringcard.history.Source.Survey;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports that people start from the page, one at a time, on a thread of its own. One that a stop
 * of the server broke off goes on at the next start when its files are here; a database asks for
 * its password again, since that is kept nowhere.
 */
public final class Imports implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Db db;
  private final LongFunction<History> histories;
  private final Uploads uploads;
  private final Supplier<List<Long>> exchanges;
  private final Runnable changed;
  private final HistorySql sql = new HistorySql();
  private @Nullable Run current;
  private boolean closed;

  /**
   * @param data the server's own folder; files that people send are kept below
   * @param histories by exchange
   * @param exchanges the ids of those that there are
   * @param changed told after each batch, on any thread
   */
  public Imports(
      Db db,
      LongFunction<History> histories,
      Path data,
      Supplier<List<Long>> exchanges,
      Runnable changed) {
    this.db = db;
    this.histories = histories;
    this.uploads = new Uploads(data.resolve("import"));
    this.exchanges = exchanges;
    this.changed = changed;
  }

  /** One that goes on in this server. */
  private final class Run {

    private final HistoryImport work;
    private final Rate rate = new Rate(InstantSource.system());
    private final AtomicBoolean stop = new AtomicBoolean();
    private final Thread thread = Thread.ofVirtual().name("history").unstarted(this::run);

    Run(HistoryImport work) {
      this.work = work;
    }

    private void run() {
      try {
        var end = work.run(stop::get, this::tell);
        if (end.state() == State.FINISHED && uploads.isOurs(end.source())) {
          var sent = Path.of(end.source());
          sql.nameFiles(db, end.id(), Uploads.names(sent));
          Uploads.delete(sent);
        }
      } catch (IOException | RuntimeException e) {
        LOG.error("the import {} did not end in order", work.id(), e);
      } finally {
        over(this);
        changed.run();
      }
    }

    private void tell(Progress progress) {
      rate.take(progress);
      changed.run();
    }
  }

  /**
   * Goes on with what the last stop of the server broke off; removes what nobody needs any more.
   */
  public Imports start() {
    for (var id : sql.brokenOff(db)) {
      sql.find(db, id).filter(one -> uploads.isOurs(one.source())).ifPresent(this::goOn);
    }
    try {
      uploads.clean(
          sql.list(db).stream()
              .filter(one -> one.state() != State.FINISHED)
              .map(Progress::source)
              .filter(uploads::isOurs)
              .map(Path::of)
              .collect(Collectors.toSet()));
    } catch (IOException e) {
      LOG.warn("files of former imports could not be removed", e);
    }
    return this;
  }

  private void goOn(Progress broken) {
    try {
      var by = broken.startedBy() == null ? null : Long.valueOf(broken.startedBy().id());
      begin(broken.pbxId(), broken.source(), "", by);
    } catch (SourceFault e) {
      LOG.warn("the import of {} does not go on", broken.source(), e);
    }
  }

  Uploads uploads() {
    return uploads;
  }

  /** What a source has. */
  Survey look(SourceForm form) {
    try {
      return Sources.open(form.address(uploads), form.secret()).survey();
    } catch (SourceFault e) {
      throw e.problem().asException();
    }
  }

  ImportView begin(Principal person, SourceForm form) throws IOException {
    return begin(person, exchange(form.exchange()), form.address(uploads), form.secret());
  }

  /** Whose calls they are; of several somebody has to say it. */
  private long exchange(@Nullable String named) {
    var known = exchanges.get();
    if (known.isEmpty()) {
      throw new Problem.Unavailable("pbx").asException();
    }
    if (named == null && known.size() > 1) {
      throw new Problem.Invalid("exchange", "required").asException();
    }
    return known.stream()
        .filter(id -> named == null || Long.toString(id).equals(named))
        .findFirst()
        .orElseThrow(() -> new Problem.Invalid("exchange", "unknown").asException());
  }

  /**
   * @param password empty for files
   */
  ImportView resume(Principal person, long id, String password) throws IOException {
    var paused = get(id);
    if (paused.state() == State.FINISHED) {
      throw new Problem.Conflict("state", "finished").asException();
    }
    return begin(person, paused.pbxId(), paused.source(), password);
  }

  private ImportView begin(Principal person, long pbxId, String source, String password)
      throws IOException {
    try {
      return view(begin(pbxId, source, password, person.userId()));
    } catch (SourceFault e) {
      throw e.problem().asException();
    }
  }

  private synchronized Progress begin(long pbxId, String source, String password, @Nullable Long by)
      throws SourceFault {
    if (current != null || closed) {
      throw new Problem.Conflict("state", "busy").asException();
    }
    var run = new Run(histories.apply(pbxId).begin(pbxId, source, password, by));
    current = run;
    run.thread.start();
    return run.work.progress();
  }

  /** It stops behind its current batch; what others run stops at theirs. */
  ImportView pause(long id) throws IOException {
    var run = running(id);
    if (run != null) {
      run.stop.set(true);
    } else {
      get(id);
      sql.pause(db, id);
      changed.run();
    }
    return view(get(id));
  }

  List<ImportView> list() throws IOException {
    var views = new ArrayList<ImportView>();
    for (var one : sql.list(db)) {
      views.add(view(one));
    }
    return views;
  }

  private Progress get(long id) {
    return sql.find(db, id).orElseThrow(() -> new Problem.NotFound("id").asException());
  }

  private ImportView view(Progress progress) throws IOException {
    var run = running(Long.parseLong(progress.id()));
    return ImportView.of(progress, run == null ? null : run.rate, uploads);
  }

  private synchronized @Nullable Run running(long id) {
    return current != null && current.work.id() == id ? current : null;
  }

  private synchronized void over(Run run) {
    current = current == run ? null : current;
  }

  private synchronized @Nullable Run closing() {
    closed = true;
    return current;
  }

  /** What goes on is broken off, to go on after the next start. */
  @Override
  public void close() throws InterruptedException {
    var run = closing();
    if (run != null) {
      run.stop.set(true);
      if (run.thread.join(CLOSING)) {
        sql.breakOff(db, run.work.id());
      }
    }
  }
}
