package io.ringcard.missed;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.kernel.Role;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestClient.Reply;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A missed caller waits in working hours only. It is Wednesday noon in Moscow. */
class DeskHoursTest extends DeskHouse {

  private static final String OFFICE = "{\"from\":\"09:00\",\"to\":\"18:00\"}";

  private final TestClient admin =
      server.as(database.user("admin", "Админ", "administrator"), "admin", Role.ADMINISTRATOR);

  @Test
  void callsOfTheNightAndTheWeekendAreDueAfterTheOpening() {
    var evening = missedAt("2026-11-24T16:00:00Z", "+79000000011");
    var morning = missedAt("2026-11-25T08:40:00Z", "+79000000012");
    var friday = missedAt("2026-11-20T14:50:00Z", "+79000000013");
    talkAt("2026-11-23T06:10:00Z", "+79000000013");
    var night = missedAt("2026-11-25T01:00:00Z", "+79000000014");
    talkAt("2026-11-25T06:25:00Z", "+79000000014");
    assertThat(line(evening).getInstant("dueAt")).isEqualTo("2026-11-24T16:30:00Z");
    assertThat(counts("workingTime")).isEqualTo(false);

    var same = ",\"minutes\":30,\"days\":7";
    var saved = hours(0, week(OFFICE, OFFICE) + same).json().getJsonObject("missed");
    assertThat(saved.getJsonObject("changed").fieldNames()).containsExactly("week");
    assertThat(line(evening).getInstant("dueAt")).isEqualTo("2026-11-25T06:30:00Z");
    assertThat(line(evening).getInteger("clockSeconds")).isEqualTo(3 * 3600);
    assertThat(line(morning).getInstant("dueAt")).isEqualTo("2026-11-25T09:10:00Z");
    assertThat(line(morning).getInteger("clockSeconds")).isEqualTo(20 * 60);
    assertThat(line(friday).getInteger("clockSeconds")).isEqualTo(20 * 60 + 5);
    assertThat(line(night).getInteger("clockSeconds")).isEqualTo(25 * 60 + 5);
    assertThat(counts("workingTime")).isEqualTo(true);
    var all = asAnna.get("/api/missed/counts").json().getJsonObject("all");
    assertThat(all.getInteger("late")).isEqualTo(1);
    assertThat(all.getInteger("due")).as("their clock began this day").isEqualTo(2);
    assertThat(all.getInteger("inTime")).isEqualTo(1);
    var period = "from=2026-11-19T21:00:00Z&to=2026-11-25T21:00:00Z";
    var total = asSveta.get("/api/missed/figures?" + period).json().getJsonObject("total");
    assertThat(total.getInteger("inTime")).isEqualTo(2);
    assertThat(total.getInteger("never")).isEqualTo(1);
    assertThat(total.getDouble("medianSeconds")).isEqualTo(22.5 * 60 + 5);

    assertThat(linesOn("2026-11-24")).as("of the evening: the clock began the next day").isZero();
    assertThat(linesOn("2026-11-25")).isEqualTo(all.getInteger("due") + 1).isEqualTo(3);

    var later = "{\"from\":\"13:00\",\"to\":\"24:00\"}";
    assertThat(hours(1, week("null", later)).status()).isEqualTo(200);
    assertThat(line(morning).getInstant("dueAt")).isEqualTo("2026-11-25T10:30:00Z");
    assertThat(line(morning).getInteger("clockSeconds")).isZero();
    assertThat(asAnna.get("/api/missed/counts").json().getJsonObject("all").getInteger("late"))
        .isZero();
  }

  /** What counts by a day on the desk is what its figures have of that day. */
  @Test
  void whoWasTalkedToBeforeTheOpeningCountsByTheDayOfTheTalk() {
    missedAt("2026-11-24T16:00:00Z", "+79000000011");
    talkAt("2026-11-24T16:10:00Z", "+79000000011");
    assertThat(hours(0, week(OFFICE, OFFICE)).status()).isEqualTo(200);
    assertThat(linesOn("2026-11-24")).isEqualTo(1);
    assertThat(linesOn("2026-11-25")).isZero();
    var all = asAnna.get("/api/missed/counts").json().getJsonObject("all");
    assertThat(all.getInteger("due")).isZero();
  }

  @Test
  void theClockStandsStillOnAClosedDay() {
    var tuesday = missedAt("2026-11-24T07:00:00Z", "+79000000011");
    var closed = ",\"days\":7,\"closed\":[\"2026-11-24\",\"2027-01-01\"]";
    var saved = hours(0, week(OFFICE, OFFICE) + closed).json().getJsonObject("missed");
    assertThat(saved.getJsonArray("closed")).hasSize(2);
    assertThat(line(tuesday).getInstant("dueAt")).isEqualTo("2026-11-25T06:30:00Z");
    assertThat(linesOn("2026-11-24")).isZero();
    assertThat(linesOn("2026-11-25")).isEqualTo(1);
    var wrong = week(OFFICE, OFFICE) + ",\"closed\":";
    refused(hours(1, wrong + "[\"2026-02-30\"]"), "missed.closed[0]", "format");
    refused(hours(1, wrong + "[\"tomorrow\"]"), "missed.closed[0]", "pattern");
    refused(hours(1, wrong + "[\"2027-01-01\",\"2027-01-01\"]"), "missed.closed[1]", "twice");
    var holidays = "[\"2027-01-01\",\"2027-01-04\",\"2027-01-05\",\"2027-01-06\",\"2027-01-07\"]";
    refused(hours(1, wrong + holidays), "missed.days", "shorter-than-rest");
  }

  /** Thursday and Friday of the week before last were days off. */
  @Test
  void daysOffOfLongAgoBindNobody() {
    var always = "{\"from\":\"00:00\",\"to\":\"24:00\"}";
    var closed = ",\"days\":3,\"closed\":[\"2026-11-12\",\"2026-11-13\"]";
    assertThat(hours(0, week(OFFICE, OFFICE) + closed).status()).isEqualTo(200);
    assertThat(counts("workingTime")).isEqualTo(true);
    var all = "[" + String.join(",", Collections.nCopies(7, always)) + "]";
    assertThat(hours(1, all).status()).isEqualTo(200);
    assertThat(counts("workingTime")).isEqualTo(false);
    assertThat(figuresOn("2026-11-12").getBoolean("workingTime")).as("they did then").isTrue();
    assertThat(figuresOn("2026-11-24").getBoolean("workingTime")).isFalse();
    var now = ",\"days\":2,\"closed\":[\"2026-11-24\",\"2026-11-25\"]";
    refused(hours(2, all + now), "missed.days", "shorter-than-rest");
  }

  /** They called when the last day before the rest was over, and count by the day after it. */
  @Test
  void theDeskKeepsACallAsLongAsItsFiguresCountIt() {
    missedAt("2026-11-20T07:30:00Z", "+79000000011");
    var hour = "{\"from\":\"09:00\",\"to\":\"10:00\"}";
    var rest = ",\"days\":5,\"closed\":[\"2026-11-23\",\"2026-11-24\"]";
    assertThat(hours(0, week(hour, hour) + rest).status()).isEqualTo(200);
    assertThat(linesOn("2026-11-25")).isEqualTo(1);
    var all = asAnna.get("/api/missed/counts").json().getJsonObject("all");
    assertThat(all.getInteger("late")).isEqualTo(1);
    assertThat(all.getInteger("due")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"from\":\"09:00\",\"to\":\"09:00\"}; week[2].to; before-start",
        "{\"from\":\"18:00\",\"to\":\"09:00\"}; week[2].to; before-start",
        "{\"from\":\"24:00\",\"to\":\"24:00\"}; week[2].from; pattern",
        "{\"from\":\"9:00\",\"to\":\"18:00\"}; week[2].from; pattern",
        "{\"from\":\"09:00\",\"to\":\"25:00\"}; week[2].to; pattern",
        "{\"from\":\"09:00\"}; week[2].to; required",
        "{\"from\":\"09:00\",\"to\":\"18:00\",\"x\":1}; week[2].x; unknown",
        "7; week[2]; type",
      })
  void whatIsWrongIsNamed(String wednesday, String field, String reason) {
    refused(hours(0, week(OFFICE, wednesday)), "missed." + field, reason);
    assertThat(admin.get("/api/settings").json().getJsonObject("missed").getInteger("version"))
        .isZero();
  }

  /** A call of the first free evening must still stand on the desk on the next working day. */
  @Test
  void nobodyLeavesTheDeskBeforeSomebodyWasThere() {
    refused(hours(0, week("null", "null")), "missed.week", "required");
    refused(hours(0, "[" + OFFICE + "]"), "missed.week", "too-short");
    refused(hours(0, week(OFFICE, OFFICE) + ",\"days\":2"), "missed.days", "shorter-than-rest");
    assertThat(hours(0, week(OFFICE, OFFICE) + ",\"days\":3").status()).isEqualTo(200);
    refused(hours(1, week("null", OFFICE)), "missed.days", "shorter-than-rest");
  }

  private static void refused(Reply reply, String field, String reason) {
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().getString("field")).isEqualTo(field);
    assertThat(reply.json().getString("reason")).isEqualTo(reason);
  }

  /** Wednesday, and the other days up to Friday; nobody works at the weekend. */
  private static String week(String others, String wednesday) {
    var days = Collections.nCopies(2, others);
    return "["
        + String.join(",", days)
        + ","
        + wednesday
        + ","
        + String.join(",", days)
        + ",null,null]";
  }

  private Reply hours(int version, String week) {
    var body = "{\"missed\":{\"version\":" + version + ",\"week\":" + week + "}}";
    return admin.send("PATCH", "/api/settings", body);
  }

  private Object counts(String member) {
    return asAnna.get("/api/missed/counts").json().getValue(member);
  }

  private int linesOn(String day) {
    return figuresOn(day).getJsonObject("total").getInteger("lines");
  }

  private JsonObject figuresOn(String day) {
    var from = LocalDate.parse(day).atStartOfDay(MOSCOW).toInstant();
    var period = "from=" + from + "&to=" + from.plus(Duration.ofDays(1));
    return asSveta.get("/api/missed/figures?" + period).json();
  }

  private JsonObject line(long call) {
    return open(call).getJsonObject("line");
  }

  private long missedAt(String at, String number) {
    return missed(minutesAgo(at), number).write();
  }

  private void talkAt(String at, String number) {
    talk(minutesAgo(at), "outbound", number).write();
  }

  private static long minutesAgo(String at) {
    return Duration.between(Instant.parse(at), NOW).toMinutes();
  }
}
