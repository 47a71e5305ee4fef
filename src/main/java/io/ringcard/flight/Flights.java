package io.ringcard.flight;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringcard.ami.JournalPast;
import io.ringcard.calllog.CallView;
import io.ringcard.calllog.CallViews;
import io.ringcard.cel.CelArchive;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.staff.Hearing;
import io.ringcard.store.Db;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looking into a call: its story, its events as a file, and the report that it is told wrongly. Who
 * may hear one of those who had a part in it may look into it; what nobody had a part in, everybody
 * who looks into calls at all. A call that no journal reaches any more is not found under {@code
 * journal}.
 */
public final class Flights {

  private final Db db;
  private final CallViews calls;
  private final Hearing hearing;
  private final Map<String, FlightRecorder> recorders = new ConcurrentHashMap<>();
  private final Clock clock;
  private final FlightSql sql = new FlightSql();

  public Flights(Db db, CallViews calls, Clock clock) {
    this.db = db;
    this.calls = calls;
    this.hearing = new Hearing(db);
    this.clock = clock;
  }

  /**
   * From then on the calls of this exchange can be looked into.
   *
   * @param records its own, for calls that nobody heard
   */
  public void add(String pbx, PbxProfile profile, JournalPast journal, CelArchive records) {
    recorders.put(pbx, new FlightRecorder(profile, journal, records));
  }

  /** Whether the calls of this exchange can be looked into. */
  public boolean knows(String pbx) {
    return recorders.containsKey(pbx);
  }

  /** Shows those who watch the server how many calls were reported. */
  public void measure(MeterRegistry metrics) {
    metrics.gauge("ringcard_call_reports", this, flights -> flights.sql.count(flights.db));
  }

  Story story(Principal person, long id) throws IOException {
    var call = allowed(person, id);
    var recorder = recorder(call);
    var heard = heard(recorder, call);
    var trail =
        heard.isPresent()
            ? heard
            : recorder.findRecorded(call.linkedid(), call.startedAt(), call.endedAt());
    return StoryTeller.tell(recorder.profile(), trail.orElseThrow(Flights::notKept));
  }

  /** The masked events as a zip; each leaves a row. */
  byte[] export(Principal person, long id) throws IOException {
    var call = allowed(person, id);
    var zip = zip(call);
    sql.exported(db, person.userId(), clock.instant(), call.id());
    return zip;
  }

  /** The remark stays out of the file that may leave the house: people name people in it. */
  CallReport report(Principal person, long id, String remark) throws IOException {
    var call = allowed(person, id);
    var zip = zip(call);
    return sql.report(db, Long.parseLong(call.id()), person.userId(), clock.instant(), remark, zip);
  }

  List<CallReport> reports() {
    return sql.list(db);
  }

  Optional<byte[]> reportFile(long id) {
    return sql.file(db, id);
  }

  private byte[] zip(CallView call) throws IOException {
    var recorder = recorder(call);
    var out = new ByteArrayOutputStream();
    var heard = heard(recorder, call).orElseThrow(Flights::notKept);
    new MaskedCall(recorder.profile(), heard).writeZip(out);
    return out.toByteArray();
  }

  private CallView allowed(Principal person, long id) {
    return calls
        .find(id)
        .filter(call -> mayLookInto(person, call))
        .orElseThrow(() -> new Problem.NotFound("id").asException());
  }

  private boolean mayLookInto(Principal person, CallView call) {
    var people =
        call.operators().stream()
            .map(CallView.Operator::id)
            .filter(Objects::nonNull)
            .map(Long::valueOf)
            .toList();
    return people.isEmpty() || hearing.mayHear(person, people);
  }

  private FlightRecorder recorder(CallView call) {
    return Optional.ofNullable(recorders.get(call.pbx())).orElseThrow(Flights::notKept);
  }

  private Optional<Trail> heard(FlightRecorder recorder, CallView call) throws IOException {
    return recorder.find(call.linkedid(), call.startedAt(), call.endedAt(), clock.instant());
  }

  private static RuntimeException notKept() {
    return new Problem.NotFound("journal").asException();
  }
}
