package io.ringcard.calllog;

import io.ringcard.ami.AmiStream;
import io.ringcard.ami.Journal;
import io.ringcard.call.Call;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.kernel.ProblemException;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.store.Db;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an exchange told and could not be handled, once more: after an upgrade, or when what was in
 * its way is gone. The journal of those hours is assembled anew, and the calls concerned are
 * written as they are told now. Nothing is set off by it; doing it twice changes nothing.
 *
 * <p>What still cannot be handled stays aside; so does what the journal holds no more, a call that
 * goes on, and a line of the exchange's own records.
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

  private final Db db;
  private final long pbxId;
  private final PbxProfile profile;
  private final Journal journal;
  private final CallLog log;
  private final Consumer<List<Written>> after;
  private final SetAsideSql sql = new SetAsideSql();

  /**
   * @param after told of the rows that were written, once they stand
   */
  public SecondHearing(
      Db db,
      long pbxId,
      PbxProfile profile,
      Journal journal,
      CallLog log,
      Consumer<List<Written>> after) {
    this.db = db;
    this.pbxId = pbxId;
    this.profile = profile;
    this.journal = journal;
    this.log = log;
    this.after = after;
  }

  /** Reads files for a while. */
  public Result run() throws IOException {
    var events = sql.ofExchange(db, pbxId, MOST).stream().filter(one -> !one.isRecord()).toList();
    var handled = 0;
    var written = new HashMap<Call, Boolean>();
    for (var together : together(events)) {
      var again = new HeardAgain(profile, together);
      journal.read(
          together.getFirst().at().minus(MARGIN),
          together.getLast().at().plus(MARGIN),
          new AmiStream(again));
      var done = settle(again.understood(), written);
      sql.remove(db, done);
      handled += done.size();
    }
    var calls = (int) written.values().stream().filter(stands -> stands).count();
    return new Result(handled, calls, sql.count(db));
  }

  /** By hours that overlap, so that the journal of a quiet month in between is not read. */
  private static List<List<SetAside>> together(List<SetAside> all) {
    var spans = new ArrayList<List<SetAside>>();
    for (var one : all) {
      var last = spans.isEmpty() ? null : spans.getLast().getLast();
      if (last == null || last.at().plus(MARGIN).plus(MARGIN).isBefore(one.at())) {
        spans.add(new ArrayList<>());
      }
      spans.getLast().add(one);
    }
    return spans;
  }

  private List<SetAside> settle(
      Map<SetAside, Collection<Call>> understood, Map<Call, Boolean> written) {
    var done = new ArrayList<SetAside>();
    understood.forEach((one, calls) -> {
      if (calls.stream().noneMatch(Call::open)
          && calls.stream().allMatch(call -> written.computeIfAbsent(call, this::write))) {
        done.add(one);
      }
    });
    return done;
  }

  /** False when it was refused once more: that costs this call alone. */
  private boolean write(Call call) {
    try {
      after.accept(log.writeAgain(pbxId, call));
      return true;
    } catch (ProblemException away) {
      throw away;
    } catch (RuntimeException e) {
      LOG.error("call {} stays aside", call.linkedid(), e);
      return false;
    }
  }
}
