package io.ringcard.missed;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.kernel.Role;
import io.ringcard.testkit.TestClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who sees a line of the desk, and who may take it. */
class DeskRightsTest extends DeskHouse {

  /**
   * Anna sells, Boris serves, Kira has no team: nobody is left out, nobody sees what is not theirs.
   */
  @Test
  void teamsHaveTheirOwnLinesAndThoseOfNoTeam() {
    var kira = database.user("kira", "Кира", "operator");
    var asKira = server.as(kira, "kira", Role.OPERATOR);
    team("Продажи", anna);
    team("Сервис", boris);
    var annas = missed(50, "+79000000011").rang(anna, "no_answer", 20).write();
    var boriss = missed(40, "+79000000012").rang(boris, "no_answer", 20).write();
    var kiras = missed(30, "+79000000013").rang(kira, "no_answer", 20).write();
    var nobodys = missed(20, "+79000000014").write();
    var both =
        missed(10, "+79000000015").rang(anna, "no_answer", 20).rang(boris, "no_answer", 20).write();

    for (var scope : List.of("team", "all")) {
      assertThat(seen(asAnna, scope)).containsExactly(annas, kiras, nobodys, both);
      assertThat(seen(asBoris, scope)).containsExactly(boriss, kiras, nobodys, both);
      assertThat(seen(asKira, scope)).containsExactly(kiras, nobodys);
      assertThat(seen(asSveta, scope)).containsExactly(annas, boriss, kiras, nobodys, both);
      assertThat(waiting(asKira, scope)).isEqualTo(2);
    }
    assertThat(seen(asKira, "mine")).containsExactly(kiras);
    for (var unseen : List.of(annas, both)) {
      assertThat(asKira.get("/api/missed/" + unseen).status()).isEqualTo(404);
      assertThat(patch(asKira, unseen, 0, "\"owner\":\"" + kira + "\"").status()).isEqualTo(404);
      assertThat(closed(asKira, unseen, 0).status()).isEqualTo(404);
    }
    var file = asKira.get("/api/missed/export?scope=all&format=csv&language=ru").text();
    assertThat(file).contains("+79000000013").doesNotContain("+79000000011");

    assertThat(patch(asBoris, both, 0, "\"owner\":\"" + boris + "\"").status()).isEqualTo(200);
    assertThat(seen(asAnna, "team")).doesNotContain(both);
    var late = patch(asAnna, both, 0, "\"owner\":\"" + anna + "\"");
    assertThat(late.json().getString("reason")).as("it rang at hers, too").isEqualTo("stale");
    assertThat(patch(asBoris, both, 1, "\"owner\":\"" + kira + "\"").status()).isEqualTo(200);
    assertThat(seen(asKira, "mine")).containsExactly(kiras, both);
    assertThat(patch(asSveta, annas, 0, "\"owner\":\"" + kira + "\"").status()).isEqualTo(200);
    assertThat(seen(asBoris, "all")).as("it rang at another team's").doesNotContain(annas);
    assertThat(seen(asAnna, "all")).contains(annas);

    db.run("update app_user set active = false where id = $1", kira);
    assertThat(seen(asAnna, "mine")).as("whoever has left calls nobody back").contains(both);
    assertThat(seen(asBoris, "team")).containsExactly(boriss, kiras, nobodys, both);
  }

  private void team(String name, long member) {
    db.run(
        "with t as (insert into team (name) values ($1) returning id)"
            + " update app_user set team_id = (select id from t) where id = $2",
        name,
        member);
  }

  private static List<Long> seen(TestClient who, String scope) {
    return lines(who, "?scope=" + scope).stream()
        .map(line -> Long.valueOf(line.getString("id")))
        .toList();
  }

  private static int waiting(TestClient who, String scope) {
    return who.get("/api/missed/counts").json().getJsonObject(scope).getInteger("waiting");
  }
}
