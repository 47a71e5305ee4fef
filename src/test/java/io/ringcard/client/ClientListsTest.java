package io.ringcard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.client.ClientFilter.Cursor;
import io.ringcard.client.ClientFilter.Sort;
import io.ringcard.store.Db;
import io.ringcard.testkit.CallSeed;
import io.ringcard.testkit.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientListsTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final TestDatabase database = TestDatabase.fresh();
  private final Db db = database.db();
  private final ClientLists lists = new ClientLists(db, "RU");

  @AfterEach
  void drop() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "бдтцф,    Лотос",
    "kjnjc,    Лотос",
    "cjrjkjdf, Соколова Ирина",
    "сокалова, Соколова Ирина",
    "cjrfkjdf, Соколова Ирина",
    "mpark,    Соколова Ирина",
    "0142,     Соколова Ирина",
    "'8 916 555-01-42', Соколова Ирина",
    "фёдор,    Федоров Пётр",
    "федор,    Федоров Пётр",
  })
  void foundHoweverItWasTyped(String typed, String name) {
    client("Соколова Ирина", "+79165550142");
    db.run("insert into client_email values (1, 0, 'i.sokolova@mpark.example', null)");
    client("Лотос", "+74950000001");
    client("Федоров Пётр", "+74950000002");
    var expected = typed.equals("бдтцф") ? List.<String>of() : List.of(name);
    assertThat(lists.search(typed)).extracting(Client::name).isEqualTo(expected);
  }

  @Test
  void theEndOfANumberBeatsItsMiddle() {
    client("Середина", "+79142001111");
    client("Конец", "+79161114200");
    assertThat(lists.search("4200")).extracting(Client::name).containsExactly("Конец", "Середина");
  }

  @Test
  void byTheLastTalkWithWhoeverWasNeverTalkedToLast() {
    for (var i = 1; i <= 6; i++) {
      client("К" + i, "+7916555000" + i);
    }
    talk(3, NOON);
    talk(1, NOON.plusSeconds(60));
    talk(5, NOON.minusSeconds(60));
    CallSeed.inbound(db, NOON.plusSeconds(900)).client(6).result("no_answer").write();
    assertThat(pages(Sort.TALKED, 2)).containsExactly("К1", "К3", "К5", "К6", "К4", "К2");
  }

  @Test
  void theOrderFollowsTheLogWhoeverWritesIt() {
    client("К1", "+79165550001");
    client("К2", "+79165550002");
    var call = talk(1, NOON);
    talk(2, NOON.minusSeconds(60));
    assertThat(pages(Sort.TALKED, 10)).containsExactly("К1", "К2");
    db.run("update call set client_id = 2 where id = $1", call);
    assertThat(pages(Sort.TALKED, 10)).containsExactly("К2", "К1");
    db.run("update call set client_id = null where id = $1", call);
    db.run("update call set client_id = 1 where id = $1", call);
    assertThat(pages(Sort.TALKED, 10)).containsExactly("К1", "К2");
    db.run("update call set merged_into = 2 where id = $1", call);
    assertThat(pages(Sort.TALKED, 10)).containsExactly("К2", "К1");
  }

  private List<String> pages(Sort sort, int limit) {
    var names = new ArrayList<String>();
    @Nullable String cursor = null;
    do {
      var after = cursor == null ? null : Cursor.of(cursor);
      var page = lists.list(new ClientFilter("", null, null, null, sort, after, limit));
      page.items().forEach(client -> names.add(client.name()));
      cursor = page.next();
    } while (cursor != null);
    return names;
  }

  private long talk(long client, Instant at) {
    return CallSeed.inbound(db, at).client(client).spoke(null, 60).write();
  }

  private void client(String name, String number) {
    var id =
        db.get("insert into client (name) values ($1) returning id", row -> row.getLong(0), name);
    db.run("insert into client_phone (client_id, position, number) values ($1, 0, $2)", id, number);
  }
}
