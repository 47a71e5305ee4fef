package io.ringcard.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people wrote before they chose from the reference books is not lost. */
class WordsBecomeEntriesTest {

  private final TestDatabase server = TestDatabase.fresh();
  private final DatabaseSettings settings = old(server.settings());
  private Database db;

  private static DatabaseSettings old(DatabaseSettings own) {
    var name = own.database() + "_old";
    return new DatabaseSettings(own.host(), own.port(), name, own.user(), own.password(), 2);
  }

  @BeforeEach
  void beforeTheBooks() {
    server.execute("create database " + settings.database() + " owner ringcard");
    Migrations.of(settings).target("12?").load().migrate();
    db = Database.open(TestDatabase.vertx(), settings);
  }

  @AfterEach
  void drop() {
    db.close();
    server.execute("drop database " + settings.database() + " with (force)");
    server.close();
  }

  @Test
  void wordsFindTheirEntryOrBecomeOne() {
    db.run(
        "insert into client (name, source) values ('A', 'сайт'), ('B', 'Website'), ('C', 'МАЯК')");
    db.run(
        """
        insert into deal (title, client_id, step_id, source, reason, closed_at)
        select s.kind, 1, s.id, 'Маяк', 'Дорого', case when s.kind <> 'open' then now() end
        from (select distinct on (kind) * from step order by kind, id) s
        """);
    Migrations.run(settings);
    assertThat(names("select source_id from client order by id"))
        .containsExactly("Сайт", "Сайт", "Маяк");
    assertThat(names("select source_id from deal")).containsOnly("Маяк").hasSize(3);
    assertThat(names("select reason_id from deal where title = 'lost'")).containsExactly("Дорого");
    assertThat(books("Дорого")).containsExactlyInAnyOrder("reason-lost", "reason-won");
    assertThat(books("Маяк")).containsExactly("source");
    assertThat(names("select reason_id from deal where title = 'open'")).isEmpty();
  }

  private List<String> names(String ids) {
    return db.list(
        "select e.label->>'ru' as name from (" + ids + ") x(id) join book_entry e on e.id = x.id",
        row -> row.getString("name"));
  }

  private List<String> books(String name) {
    return db.list(
        "select book from book_entry where label->>'ru' = $1", row -> row.getString("book"), name);
  }
}
