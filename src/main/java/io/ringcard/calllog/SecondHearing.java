package io.ringcard.calllog;

import io.ringcard.ami.AmiStream;
import io.ringcard.ami.Journal;
import io.ringcard.call.Call;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.cel.CelArchive;
import io.ringcard.kernel.ProblemException;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.store.Db;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an exchange told and could not be handled, once more: after an upgrade, or when what was in
 * its way is gone. The journal of those hours is assembled anew, and so is what the exchange itself
 * recorded where a line of that was set aside; the calls concerned are written as they are told
 * now. Nothing is set off by it; doing it twice changes nothing.
 *
 * <p>What still cannot be handled stays aside; so does what the journal or the exchange holds no
 * more, and a call that goes on.
 */
public final class SecondHearing {

  private static final Logger LOG = LoggerFactory.getLogger(SecondHearing.class);
  private static final int MOST = 10_000;

  /** Calls begin so long before, and end so long after, what was set aside in them. */
  private static final Duration MARGIN = Duration.ofHours(2);

  /**
   * What came of it.
   *
   * @param handled no longer aside
   * @param calls written anew
   * @param left still aside
   */
  public record Result(int handled, int calls, long left) {}

  private interface Hearing {
    Map<SetAside, Collection<Call>> of(List<SetAside> together, Instant from, Instant to)
        throws IOException;
  }

  private final Db db;
  private final long pbxId;
  private final PbxProfile profile;
  private final Journal journal;
  private final CelArchive records;
  private final CallLog log;
  private final Consumer<List<Written>> after;
  private final SetAsideSql sql = new SetAsideSql();

  /**
   * @param records what the exchange itself has recorded
   * @param after told of the rows that were written, once they stand
   */
  public SecondHearing(
      Db db,
      long pbxId,
      PbxProfile profile,
      Journal journal,
      CelArchive records,
      CallLog log,
      Consumer<List<Written>> after) {
    this.db = db;
    this.pbxId = pbxId;
    this.profile = profile;
    this.journal = journal;
    this.records = records;
    this.log = log;
    this.after = after;
  }

  /** Reads files for a while. */
  public Result run() throws IOException {
    var all = sql.ofExchange(db, pbxId, MOST);
    var events = all.stream().filter(one -> !one.isRecord()).toList();
    var lines = all.stream().filter(SetAside::isRecord).toList();
    var heard = run(events, this::heard, call -> Optional.of(log.writeAgain(pbxId, call)));
    var recorded = run(lines, this::recorded, call -> log.settleAgain(pbxId, call));
    return new Result(
        heard.handled() + recorded.handled(), heard.calls() + recorded.calls(), sql.count(db));
  }

  private Map<SetAside, Collection<Call>> heard(List<SetAside> together, Instant from, Instant to)
      throws IOException {
    var again = new HeardAgain(profile, together);
    journal.read(from, to, new AmiStream(again));
    return again.understood();
  }

  private Map<SetAside, Collection<Call>> recorded(
      List<SetAside> together, Instant from, Instant to) throws IOException {
    var again = new RecordsHeardAgain(profile, together);
    records.read(from, to, again);
    return again.understood();
  }

  private record Sum(int handled, int calls) {}

  private Sum run(
      List<SetAside> aside, Hearing hearing, Function<Call, Optional<List<Written>>> write)
      throws IOException {
    var handled = 0;
    var written = new HashMap<Call, Integer>();
    for (var together : together(aside)) {
      var understood =
          hearing.of(
              together,
              together.getFirst().happened().minus(MARGIN),
              together.getLast().happened().plus(MARGIN));
      var done = settle(understood, written, write);
      sql.remove(db, done);
      handled += done.size();
    }
    return new Sum(handled, (int) written.values().stream().filter(rows -> rows > 0).count());
  }

  /** By hours that overlap, so that the journal of a quiet month in between is not read. */
  private static List<List<SetAside>> together(List<SetAside> all) {
    var spans = new ArrayList<List<SetAside>>();
    for (var one : all.stream().sorted(Comparator.comparing(SetAside::happened)).toList()) {
      var last = spans.isEmpty() ? null : spans.getLast().getLast();
      if (last == null || last.happened().plus(MARGIN).plus(MARGIN).isBefore(one.happened())) {
        spans.add(new ArrayList<>());
      }
      spans.getLast().add(one);
    }
    return spans;
  }

  private List<SetAside> settle(
      Map<SetAside, Collection<Call>> understood,
      Map<Call, Integer> written,
      Function<Call, Optional<List<Written>>> write) {
    var done = new ArrayList<SetAside>();
    understood.forEach((one, calls) -> {
      if (calls.stream().noneMatch(Call::open)
          && calls.stream()
              .allMatch(call -> written.computeIfAbsent(call, told -> rows(told, write)) >= 0)) {
        done.add(one);
      }
    });
    return done;
  }

  /** How many were written; negative when it stays: refused once more, or it goes on. */
  private int rows(Call call, Function<Call, Optional<List<Written>>> write) {
    try {
      var rows = write.apply(call);
      rows.ifPresent(after);
      return rows.map(List::size).orElse(-1);
    } catch (ProblemException away) {
      throw away;
    } catch (RuntimeException e) {
      LOG.error("call {} stays aside", call.linkedid(), e);
      return -1;
    }
  }
}
