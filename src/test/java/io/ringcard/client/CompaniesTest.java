package io.ringcard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.ringcard.kernel.Role;
import io.ringcard.testkit.TestDatabase;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompaniesTest {

  private final TestDatabase database = TestDatabase.fresh();
  private final Clients clients =
      new Clients(database.db(), "RU", Set.of(), (tx, client, added, removed) -> {});
  private final ClientLists lists = new ClientLists(database.db(), "RU");
  private final Principal anna =
      new Principal(database.user("anna", "Анна", "operator"), "anna", "Анна", Role.OPERATOR);

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void aWordThatNamesOneCardMeansIt() {
    var romashka = company("Ромашка");
    var anna = person("Анна", "ромашка");
    assertThat(anna.companyId()).isEqualTo(romashka.id());
    assertThat(people(romashka)).containsExactly("Анна");
    company("РОМАШКА");
    assertThat(person("Борис", "Ромашка").companyId()).isNull();
  }

  @Test
  void aNewCardTakesInWhoeverHadItsName() {
    person("Анна", "Лотос");
    person("Борис", "Лотос-3");
    var lotos = company("Лотос");
    assertThat(people(lotos)).containsExactly("Анна");
  }

  @Test
  void aRenamedCompanyIsRenamedAtItsPeople() {
    var lotos = company("Лотос");
    var anna = person("Анна", "Лотос");
    change(lotos, new BodyBuilder().name("Лилия"), "name");
    assertThat(again(anna).company()).isEqualTo("Лилия");
    assertThat(lists.search("лилия")).extracting(Client::name).containsExactly("Лилия", "Анна");
  }

  @Test
  void whoLeavesACompanyKeepsNoLink() {
    var lotos = company("Лотос");
    var anna = person("Анна", "Лотос");
    var word = change(anna, new BodyBuilder().companyId(null), "companyId");
    assertThat(word.companyId()).isNull();
    assertThat(word.company()).isEqualTo("Лотос");
    var back = change(word, new BodyBuilder().companyId(lotos.id()), "companyId");
    assertThat(back.companyId()).isEqualTo(lotos.id());
    var gone = change(back, new BodyBuilder().company("Вектор"), "company");
    assertThat(gone.companyId()).isNull();
    assertThat(people(lotos)).isEmpty();
  }

  @Test
  void aCompanyThatBecomesAPersonLetsItsPeopleGo() {
    var lotos = company("Лотос");
    var anna = person("Анна", "Лотос");
    change(lotos, new BodyBuilder().kind("person"), "kind");
    assertThat(again(anna).companyId()).isNull();
    assertThat(again(anna).company()).isEqualTo("Лотос");
  }

  @Test
  void onlyACompanyHasPeople() {
    var boris = person("Борис", null);
    for (var id : new String[] {boris.id(), "999"}) {
      var body = new BodyBuilder().name("Анна").companyId(id).get();
      assertThatThrownBy(() -> clients.create(anna, body, Optional.empty()))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem()).isEqualTo(new Problem.Invalid("companyId", "unknown")));
    }
  }

  private Client company(String name) {
    return clients.create(
        anna, new BodyBuilder().name(name).kind("company").get(), Optional.empty());
  }

  private Client person(String name, @org.jspecify.annotations.Nullable String company) {
    return clients.create(
        anna, new BodyBuilder().name(name).company(company).get(), Optional.empty());
  }

  private Client change(Client client, BodyBuilder body, String... given) {
    var version = again(client).version();
    return clients.change(
        Long.parseLong(client.id()), body.version(version).get(), Set.of(given)::contains);
  }

  private Client again(Client client) {
    return clients.get(Long.parseLong(client.id()));
  }

  private java.util.List<String> people(Client company) {
    var filter =
        new ClientFilter(
            "", null, Long.valueOf(company.id()), null, ClientFilter.Sort.NAME, null, 10);
    return lists.list(filter).items().stream().map(Client::name).toList();
  }
}
