package io.ringcard.missed;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.testkit.CallSeed;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One line per person who called in vain, until somebody has talked to them. */
class DeskTest extends DeskHouse {

  @Test
  void onePersonIsOneLineByWhateverNumber() {
    var first = missed(50, "+79000000001").client(irina).queue("sales").write();
    missed(40, "+79000000002").client(irina).result("busy").waited(12).write();
    CallSeed.outbound(db, ago(30)).number("+79000000002").client(irina).result("busy").write();
    missed(20, "+79000000003").write();
    CallSeed.inbound(db, ago(10)).result("abandoned").write();
    taken(5, "+79000000004");

    var lines = lines("?scope=all");
    assertThat(ids(lines)).hasSize(2).startsWith(Long.toString(first));
    assertThat(lines.getFirst().getInteger("theirs")).isEqualTo(2);
    assertThat(lines.getFirst().getInteger("ours")).isEqualTo(1);
    assertThat(lines.getFirst().getString("result")).isEqualTo("busy");
    assertThat(lines.getFirst().getDouble("waitSeconds")).isEqualTo(12);
    assertThat(lines.getFirst().getInstant("dueAt")).isEqualTo(ago(20));
    assertThat(lines.getFirst().getJsonArray("tries")).hasSize(3);
    var counts = asAnna.get("/api/missed/counts").json();
    assertThat(counts.getJsonObject("all").getInteger("waiting")).isEqualTo(2);
    assertThat(counts.getJsonObject("all").getInteger("late")).isEqualTo(1);
    assertThat(counts.getInteger("withheld")).isEqualTo(1);
    assertThat(open(first).getJsonArray("calls")).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "inbound,+79000000001,true",
    "outbound,+79000000001,true",
    "outbound,+79000000002,true",
    "internal,+79000000001,false",
    "outbound,+79000000009,false"
  })
  void anyLaterTalkWithThatPersonEndsIt(String direction, String number, boolean ends) {
    var missed = missed(40, "+79000000001").client(irina).write();
    talk(50, "inbound", "+79000000001").client(irina).write();
    assertThat(ids(lines("?scope=all"))).hasSize(1);
    var talk = talk(10, direction, number);
    (number.endsWith("9") ? talk : talk.client(irina)).write();
    assertThat(ids(lines("?scope=all"))).hasSize(ends ? 0 : 1);
    var over = lines("?scope=all&state=over");
    assertThat(ids(over)).hasSize(ends ? 1 : 0);
    if (ends) {
      assertThat(over.getFirst().getString("state")).isEqualTo("talked");
      assertThat(over.getFirst().getJsonObject("talk").getJsonObject("by").getString("name"))
          .isEqualTo("Борис");
      again(5).write();
      assertThat(ids(lines("?scope=all"))).hasSize(1).doesNotContain(Long.toString(missed));
    }
  }

  @Test
  void whatComesLaterLeavesTheDeskRight() {
    var late = missed(40, "+79000000007").write();
    var line = lines("?scope=all").getFirst();
    assertThat(patch(asAnna, late, 0, "\"owner\":\"" + anna + "\"").status()).isEqualTo(200);
    var earlier = missed(45, "+79000000007").write();
    assertThat(ids(lines("?scope=mine"))).containsExactly(Long.toString(earlier));
    assertThat(open(late).getJsonObject("line")).isEqualTo(lines("?scope=all").getFirst());

    db.run("update call set client_id = $1 where number = '+79000000007'", irina);
    missed(30, "+79000000001").client(irina).write();
    assertThat(lines("?scope=mine").getFirst().getInteger("theirs")).isEqualTo(3);

    assertThat(line.getInteger("version")).isZero();
    assertThat(closed(asBoris, late, 1).status()).isEqualTo(200);
    missed(35, "+79000000002").client(irina).write();
    assertThat(lines("?scope=all")).as("the closing is for all that came before it").isEmpty();

    var into = missed(44, "+79000000008").write();
    db.inTransaction(tx -> {
      acts.merged(tx, late, into);
      return tx.run("update call set merged_into = $2 where id = $1", late, into);
    });
    var other = lines("?scope=all");
    assertThat(ids(other)).hasSize(1).doesNotContain(Long.toString(into));
    talk(39, "outbound", "+79000000001").client(irina).write();
    assertThat(ids(lines("?scope=all"))).hasSize(1);
  }

  @Test
  void aLineIsTakenGivenLetGoAndClosed() {
    var call = missed(40, "+79000000001").client(irina).rang(anna, "no_answer", 20).write();
    assertThat(ids(lines("?scope=mine"))).hasSize(1);
    assertThat(ids(lines(asBoris, "?scope=mine"))).isEmpty();

    var taken = patch(asBoris, call, 0, "\"owner\":\"" + boris + "\"");
    assertThat(taken.json().getJsonObject("owner").getString("name")).isEqualTo("Борис");
    assertThat(told).containsExactly("missed");
    assertThat(ids(lines("?scope=mine"))).isEmpty();
    assertThat(patch(asAnna, call, 0, "\"owner\":\"" + anna + "\"").status()).isEqualTo(409);
    assertThat(patch(asAnna, call, 1, "\"owner\":null").status()).isEqualTo(403);
    assertThat(patch(asSveta, call, 1, "\"owner\":\"999\"").status()).isEqualTo(400);
    assertThat(patch(asSveta, call, 1, "\"owner\":\"" + anna + "\"").status()).isEqualTo(200);
    var closed = closed(asAnna, call, 2).json();
    assertThat(closed.getString("state")).isEqualTo("closed");
    assertThat(ids(lines("?scope=mine&state=over"))).hasSize(1);
    assertThat(patch(asAnna, call, 3, "\"owner\":null").json().getString("reason"))
        .isEqualTo("over");

    undo(asAnna, closed);
    assertThat(ids(lines("?scope=mine"))).hasSize(1);
    assertThat(undo(asBoris, taken.json()).status()).isEqualTo(409);
    var again = closed(asAnna, call, 4);
    assertThat(patch(asAnna, call, 5, "\"closing\":null").json().getString("state"))
        .isEqualTo("waiting");
    assertThat(undo(asAnna, again.json()).json().getString("reason")).isEqualTo("changed");
    assertThat(patch(asAnna, call, 6, "\"closing\":{\"reason\":\"other\"}").status())
        .isEqualTo(400);
    assertThat(patch(asAnna, 999, 6, "\"owner\":null").status()).isEqualTo(404);
  }

  @Test
  void listsAreAskedAndTurned() {
    for (var minutes = 1; minutes <= 5; minutes++) {
      missed(minutes, "+7900000001" + minutes)
          .queue(minutes % 2 == 0 ? "sales" : "support")
          .write();
    }
    missed(6, "+79000000001").client(irina).write();
    missed(60 * 24 * 8, "+79000000099").write();
    assertThat(ids(lines("?scope=all&queue=sales"))).hasSize(2);
    assertThat(ids(lines("?scope=all&q=ирИ"))).hasSize(1);
    assertThat(ids(lines("?scope=all&q=00013"))).hasSize(1);
    assertThat(ids(lines("?scope=all&owner=" + anna))).isEmpty();
    assertThat(ids(lines("?scope=all&owner=0"))).hasSize(6);
    var all = ids(lines("?scope=all"));
    var seen = new ArrayList<String>();
    var next = "";
    do {
      var page = asAnna.get("/api/missed?scope=all&limit=4" + next).json();
      seen.addAll(ids(items(page)));
      next = page.getString("next") == null ? "" : "&cursor=" + page.getString("next");
    } while (!next.isEmpty());
    assertThat(seen).isEqualTo(all).hasSize(6);
  }

  @Test
  void figuresSayWhatTheLogSays() {
    var random = new Random(7);
    for (var i = 0; i < 300; i++) {
      var minutes = random.nextInt(3 * 1440);
      var number = "+790000001" + (10 + random.nextInt(40));
      switch (random.nextInt(5)) {
        case 0 -> talk(minutes, random.nextBoolean() ? "inbound" : "outbound", number).write();
        case 1 -> CallSeed.inbound(db, ago(minutes)).result("abandoned").write();
        default -> missed(minutes, number).write();
      }
    }
    missed(1, "+79000000777").write();
    var owned = missed(600, "+79000000778").write();
    patch(asAnna, owned, 0, "\"owner\":\"" + anna + "\"");
    talk(580, "outbound", "+79000000778").write();
    closed(asBoris, missed(700, "+79000000779").write(), 0);

    var period = "from=" + ago(1440) + "&to=" + NOW;
    var figures = asSveta.get("/api/missed/figures?" + period).json();
    var log = asSveta.get("/api/calls/totals?direction=inbound&" + period).json();
    var total = figures.getJsonObject("total");
    assertThat(total.getInteger("calls") + figures.getInteger("withheld"))
        .isEqualTo(log.getJsonObject("missed").getInteger("calls"));
    assertThat(figures.getInteger("withheld")).isPositive();
    var ends = List.of("talked", "byHand", "waiting", "never");
    assertThat(ends.stream().mapToInt(total::getInteger).sum())
        .isEqualTo(total.getInteger("lines"));
    var rows = figures.getJsonArray("rows").stream().map(JsonObject.class::cast).toList();
    for (var figure : List.of("calls", "lines", "talked", "inTime", "byHand", "waiting", "never")) {
      assertThat(rows.stream().mapToInt(row -> row.getInteger(figure)).sum())
          .as(figure)
          .isEqualTo(total.getInteger(figure));
    }
    var annas = rows.stream().filter(row -> "Анна".equals(name(row))).findFirst().orElseThrow();
    assertThat(annas.getInteger("inTime")).isEqualTo(1);
    assertThat(annas.getDouble("medianSeconds")).isEqualTo(20 * 60 + 5);
    assertThat(total.getInteger("byHand")).isEqualTo(1);
    assertThat(total.getInteger("waiting")).isPositive();
    assertThat(asAnna.get("/api/missed/figures?" + period).status()).isEqualTo(403);

    var file = asAnna.get("/api/missed/export?scope=all&format=csv&language=ru").text();
    assertThat(file.lines()).hasSize(1 + ids(lines("?scope=all&limit=500")).size());
    assertThat(file).contains("+79000000777");
    long calls = db.get("select calls from call_export", row -> row.getLong(0));
    assertThat(calls).isPositive();
  }

  private static @Nullable String name(JsonObject row) {
    var key = row.getJsonObject("key");
    return key == null ? null : key.getString("name");
  }
}
