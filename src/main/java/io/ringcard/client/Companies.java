package io.ringcard.client;

import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which company a person belongs to. A company may be a client with a card of its own or a mere
 * word: a word that is the name of exactly one card means that card, and a card that is made later
 * takes in whoever had its name as a word.
 */
final class Companies {

  private final CompaniesSql sql = new CompaniesSql();

  /** What a new client said. */
  Employer of(Db tx, ClientBody body) {
    return body.companyId() == null ? byWord(tx, body.company()) : byCard(tx, body.companyId());
  }

  /**
   * What a change leaves.
   *
   * @param given tells of a member whether it was in the request, if only as null
   */
  Employer of(Db tx, Client current, ClientBody body, Predicate<String> given) {
    if (given.test("companyId") && body.companyId() != null) {
      return byCard(tx, body.companyId());
    }
    if (given.test("companyId")) {
      var word = given.test("company") ? body.company() : current.company();
      return new Employer(ClientData.stripped(word), null);
    }
    if (given.test("company") && !Objects.equals(body.company(), current.company())) {
      return byWord(tx, body.company());
    }
    var card = current.companyId();
    return new Employer(current.company(), card == null ? null : Long.valueOf(card));
  }

  /** A company has got this name: its people say so too. */
  void named(Db tx, long companyId, String name) {
    sql.takeIn(tx, companyId, name);
    sql.rename(tx, companyId, name);
  }

  private Employer byCard(Db tx, String id) {
    var card = Long.parseLong(id);
    var name = sql.name(tx, card);
    return new Employer(
        name.orElseThrow(() -> new Problem.Invalid("companyId", "unknown").asException()), card);
  }

  private Employer byWord(Db tx, @Nullable String written) {
    var word = ClientData.stripped(written);
    if (word == null) {
      return Employer.NONE;
    }
    var cards = sql.called(tx, word);
    return new Employer(word, cards.size() == 1 ? cards.getFirst() : null);
  }
}
