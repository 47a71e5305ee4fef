package io.ringcard.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.ami.AmiCapture;
import io.ringcard.call.CallEvent;
import io.ringcard.call.LiveCalls;
import io.ringcard.calllog.CallLog;
import io.ringcard.calllog.Tallies;
import io.ringcard.cel.CelStream;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.report.DurationsQuery.By;
import io.ringcard.store.Db;
import io.ringcard.testkit.FaultTable;
import io.ringcard.testkit.Strangers;
import io.ringcard.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A captured call of 17 s is moved so that it begins 10 s before a midnight or before the clocks of
 * a zone change: it lasts as long as ever, and belongs to the day and the hour of its beginning.
 */
class ClockChangeTest {

  private static final Path CAPTURE =
      Path.of("src/test/resources/ami/own/attended-transfer-blonde");
  private static final Pattern STAMP = Pattern.compile("(?<=Timestamp: )\\d+");
  private static final Pattern NAME = Pattern.compile("(?<=pbx-)\\d+");
  private static final Pattern ROW = Pattern.compile("(?m)^\"([0-9-]+) ([0-9:]+)(\\.\\d+)\"");
  private static final PbxProfile PROFILE = PbxProfile.standard();
  private static int calls;

  private final TestDatabase database = TestDatabase.fresh();
  @TempDir Path home;

  @AfterAll
  static void tell() {
    FaultTable.add("F11 calls across midnight and changes of the clock", calls, 0, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Moscow, 2026-11-23T20:59:50Z",
    "Europe/Berlin, 2026-03-29T00:59:50Z",
    "Europe/Berlin, 2026-10-25T00:59:50Z",
    "Europe/Moscow, 2014-10-25T21:59:50Z",
    "America/Sao_Paulo, 2018-11-04T02:59:50Z",
    "America/Sao_Paulo, 2018-02-18T01:59:50Z"
  })
  void lastsAsLongAsEver(ZoneId zone, Instant begin) throws IOException {
    try (database) {
      var heard = heard(begin);
      var call = heard.getLast().call();
      assertThat(call.startedAt()).isBetween(begin, begin.plusSeconds(1));
      assertThat(seconds(call.talkTime())).isEqualTo(12);
      assertThat(seconds(call.ringTime())).isEqualTo(2);
      assertThat(seconds(call.holdTime())).isEqualTo(3);
      assertThat(seconds(Duration.between(call.startedAt(), call.endedAt()))).isEqualTo(17);
      var recorded = recorded(begin).getLast().call();
      assertThat(seconds(recorded.talkTime())).isEqualTo(12);
      assertThat(seconds(Duration.between(call.endedAt(), recorded.endedAt()))).isZero();

      var db = database.db();
      new Tallies().begin(db, zone);
      var log = new CallLog(db, new Strangers(), List.of(), List.of());
      log.write(log.pbx("main").id(), heard, 0);
      assertThat(row(db, zone, begin, By.DAY)).isEqualTo(begin.atZone(zone).toLocalDate() + " 12");
      assertThat(row(db, zone, begin, By.HOUR))
          .isEqualTo("%02d 12".formatted(begin.atZone(zone).getHour()));
      calls++;
    }
  }

  /** The only row, and its talk in whole seconds; the total is the same. */
  private static String row(Db db, ZoneId zone, Instant begin, By by) {
    var reports = new Reports(db, zone, () -> begin);
    var from = begin.minus(Duration.ofDays(2));
    var told =
        reports.durations(
            new DurationsQuery(from, begin.plus(Duration.ofDays(2)), by, null, null, null));
    assertThat(told.rows()).hasSize(1);
    var row = told.rows().getFirst();
    assertThat(told.total().talkSeconds()).isEqualTo(row.talkSeconds());
    assertThat(told.total().calls()).isEqualTo(1);
    return row.key().name() + " " + Math.round(row.talkSeconds());
  }

  private List<CallEvent> heard(Instant begin) throws IOException {
    String raw;
    try (var in = new GZIPInputStream(Files.newInputStream(CAPTURE.resolve("ami.raw.gz")))) {
      raw = new String(in.readAllBytes(), UTF_8);
    }
    var file = home.resolve("ami.raw");
    Files.writeString(file, later(raw, STAMP, begin));
    var live = new LiveCalls(PROFILE);
    var events = new ArrayList<CallEvent>();
    new AmiCapture(PROFILE)
        .read(List.of(file), (order, event) -> events.addAll(live.hear(order, event)));
    return events;
  }

  /** Rows as our configuration has them written: in seconds since 1970, whatever the zone. */
  private List<CallEvent> recorded(Instant begin) throws IOException {
    var text = Files.readString(CAPTURE.resolve("cel.csv"));
    var epoch =
        ROW.matcher(text)
            .replaceAll(row ->
                '"'
                    + Long.toString(
                        LocalDateTime.parse(row.group(1) + "T" + row.group(2))
                            .toEpochSecond(ZoneOffset.UTC))
                    + row.group(3)
                    + '"');
    var bytes = later(epoch, Pattern.compile("(?m)(?<=^\")\\d+"), begin).getBytes(UTF_8);
    var live = new LiveCalls(PROFILE);
    var events = new ArrayList<CallEvent>();
    var stream =
        new CelStream(
            PROFILE,
            new CelStream.Sink() {
              @Override
              public void event(long order, PbxEvent event) {
                events.addAll(live.hear(order, event));
              }

              @Override
              public void broken(String reason, String line) {
                throw new AssertionError(reason + " " + line);
              }
            });
    stream.feed(bytes, bytes.length);
    stream.flush();
    return events;
  }

  /** All seconds since 1970, of times and of unique ids, by as much later. */
  private static String later(String text, Pattern times, Instant begin) {
    var first = NAME.matcher(text);
    assertThat(first.find()).isTrue();
    var by = begin.getEpochSecond() - Long.parseLong(first.group());
    return shifted(shifted(text, times, by), NAME, by);
  }

  private static String shifted(String text, Pattern seconds, long by) {
    return seconds.matcher(text).replaceAll(m -> Long.toString(Long.parseLong(m.group()) + by));
  }

  private static long seconds(Duration duration) {
    return Math.round(duration.toMillis() / 1000.0);
  }
}
