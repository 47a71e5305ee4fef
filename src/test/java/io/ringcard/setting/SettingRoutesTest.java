package io.ringcard.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.dial.DialRules;
import io.ringcard.dial.StoredDialRules;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Role;
import io.ringcard.testkit.TestClient;
import io.ringcard.testkit.TestClient.Reply;
import io.ringcard.testkit.TestDatabase;
import io.ringcard.testkit.TestServer;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of dialling stand for all groups. */
class SettingRoutesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

  private final TestDatabase database = TestDatabase.fresh();
  private final long max = database.user("admin", "Макс", "administrator");
  private final AtomicInteger told = new AtomicInteger();
  private final StoredSettings settings =
      new StoredSettings(database.db(), Clock.fixed(NOW, ZoneOffset.UTC));
  private final StoredDialRules rules = new StoredDialRules(settings, told::incrementAndGet);
  private final TestServer server = server();
  private final TestClient admin = server.as(max, "admin", Role.ADMINISTRATOR);

  private TestServer server() {
    var routes = new Routes();
    new SettingRoutes(settings, List.of(rules)).addTo(routes);
    return TestServer.start(routes);
  }

  @AfterEach
  void close() {
    server.close();
    database.close();
  }

  private Reply patch(String dialling) {
    return admin.send(
        "PATCH", "/api/settings", "{\"dialling\":" + dialling.replace('\'', '"') + "}");
  }

  private JsonObject dialling() {
    return admin.get("/api/settings").json().getJsonObject("dialling");
  }

  @Test
  void aNewHouseCallsEverywhereButPremiumRates() {
    var dialling = dialling();
    assertThat(dialling.getInteger("version")).isZero();
    assertThat(dialling.getJsonObject("changed")).isEmpty();
    assertThat(rules.now()).isEqualTo(DialRules.standard());
  }

  @Test
  void aChangeIsInForceAtOnceAndSaysWhoMadeItWhen() {
    var reply = patch("{'version':0,'stopped':true}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(rules.now().stopped()).isTrue();
    assertThat(told).hasValue(1);
    var changed = dialling().getJsonObject("changed");
    assertThat(changed.fieldNames()).containsExactly("stopped");
    var stop = changed.getJsonObject("stopped");
    assertThat(stop.getJsonObject("by").getString("name")).isEqualTo("Макс");
    assertThat(stop.getString("at")).isEqualTo(NOW.toString());
    patch("{'version':1,'countries':['+7','+375'],'stopped':false}");
    assertThat(rules.now().countries()).containsExactly("+7", "+375");
    assertThat(
            database
                .db()
                .list(
                    "select member || ' ' || before || ' ' || value as told from setting_change order by id",
                    row -> row.getString("told")))
        .containsExactlyInAnyOrder(
            "stopped false true", "stopped true false", "countries [] [\"+7\", \"+375\"]");
  }

  @Test
  void whatChangesNothingLeavesNoTrace() {
    assertThat(patch("{'version':0,'perMinute':30}").status()).isEqualTo(200);
    assertThat(dialling().getInteger("version")).isZero();
    assertThat(dialling().getJsonObject("changed")).isEmpty();
  }

  @Test
  void aStalePatchIsRefusedWithWhatStandsThere() {
    patch("{'version':0,'perMinute':10}");
    var stale = patch("{'version':0,'perMinute':20}");
    assertThat(stale.problem()).isEqualTo("409 conflict dialling.version stale");
    var current = stale.json().getJsonObject("params").getJsonObject("current");
    assertThat(current.getInteger("perMinute")).isEqualTo(10);
    assertThat(rules.now().perMinute()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'version':0,'countries':['7']}                              | dialling.countries[0] pattern
          {'version':0,'countries':['+7','+7']}                        | dialling.countries[1] twice
          {'version':0,'perMinute':0}                                  | dialling.perMinute minimum
          {'version':0,'perMinute':'1'}                                | dialling.perMinute type
          {'version':0,'prefixes':[{'from':'+','to':'*8'}]}            | dialling.prefixes[0].to pattern
          {'version':0,'prefixes':[{'from':'+','to':'8&SIP'}]}         | dialling.prefixes[0].to pattern
          {'version':0,'prefixes':[{'from':'+7','to':'8'},{'from':'+7','to':'9'}]} | dialling.prefixes[1].from twice
          {'version':0,'prefixes':[{'from':'+7'}]}                     | dialling.prefixes[0].to required
          {'version':0,'sudo':true}                                    | dialling.sudo unknown
          {'stopped':true}                                             | dialling.version required
          """)
  void whatDoesNotFitChangesNothing(String body, String problem) {
    var before = dialling();
    assertThat(patch(body).problem()).isEqualTo("400 invalid " + problem);
    assertThat(dialling()).isEqualTo(before);
    assertThat(told).hasValue(0);
  }

  @Test
  void administratorsAlone() {
    for (var role : List.of(Role.OPERATOR, Role.SUPERVISOR, Role.MANAGER)) {
      var person = server.as(max, "p", role);
      assertThat(person.get("/api/settings").status()).isEqualTo(403);
      assertThat(person.send("PATCH", "/api/settings", "{}").status()).isEqualTo(403);
    }
    assertThat(admin.send("PATCH", "/api/settings", "{}").status()).isEqualTo(400);
  }
}
