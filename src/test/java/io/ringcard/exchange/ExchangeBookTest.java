package io.ringcard.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.testkit.SpentDatabase;
import io.ringcard.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An exchange that was added or changed is told and known, whatever the database does then. */
class ExchangeBookTest {

  private final TestDatabase database = TestDatabase.fresh();
  private final SpentDatabase db = new SpentDatabase(database.db());
  private final ExchangeBook book = new ExchangeBook(db);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatStandsIsAnsweredSo() {
    var added = book.add(exchange("spb", "+78125550100"), "secret");
    var id = added.exchange().id();
    assertThat(added.secret()).isEqualTo("secret");
    assertThat(book.find(id)).contains(added.exchange());
    assertThat(book.ownNumbers()).containsExactly("+78125550100");
    db.refill();
    var changed =
        book.change(
            id, added.exchange().version(), before -> exchange("msk", "+74955550100"), "other");
    assertThat(changed.exchange().name()).isEqualTo("msk");
    assertThat(changed.secret()).isEqualTo("other");
    assertThat(book.list()).containsExactly(changed.exchange());
    assertThat(book.ownNumbers()).containsExactly("+74955550100");
  }

  private Exchange exchange(String name, String number) {
    return new Exchange(
        book.list().stream().mapToLong(Exchange::id).findFirst().orElse(0),
        name,
        "192.0.2.1",
        5038,
        false,
        null,
        "ringcard",
        "PJSIP/%s",
        "internal",
        null,
        null,
        List.of(),
        List.of(),
        List.of(number),
        "RU",
        "ru",
        true,
        false,
        0);
  }
}
