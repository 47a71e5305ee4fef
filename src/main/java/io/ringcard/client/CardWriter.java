package io.ringcard.client;

import io.ringcard.store.Db;
import java.util.List;

/** Writes a client's card with what follows from it: its people, its numbers, their calls. */
final class CardWriter {

  private final ClientNumbersChanged listener;
  private final Companies companies = new Companies();
  private final CompaniesSql people = new CompaniesSql();
  private final ClientsSql sql = new ClientsSql();

  CardWriter(ClientNumbersChanged listener) {
    this.listener = listener;
  }

  long create(Db tx, ClientData data, long by) {
    var id = sql.insert(tx, data, by);
    sql.replaceEmails(tx, id, data.emails());
    if (data.isCompany()) {
      companies.named(tx, id, data.name());
    }
    writePhones(tx, id, List.of(), data.phones());
    return id;
  }

  /**
   * @param current what stands there, its row locked
   */
  void write(Db tx, long id, Client current, ClientData data) {
    if (current.kind().equals(ClientData.COMPANY) && !data.isCompany()) {
      people.letGo(tx, id);
    }
    sql.update(tx, id, data);
    if (data.isCompany()) {
      companies.named(tx, id, data.name());
    }
    if (!data.emails().equals(current.emails())) {
      sql.replaceEmails(tx, id, data.emails());
    }
    if (!data.phones().equals(current.phones())) {
      writePhones(tx, id, current.phones(), data.phones());
    }
  }

  private void writePhones(Db tx, long id, List<Phone> before, List<Phone> after) {
    sql.replacePhones(tx, id, after);
    var added = without(after, before);
    var removed = without(before, after);
    if (!added.isEmpty() || !removed.isEmpty()) {
      listener.changed(tx, id, added, removed);
    }
  }

  private static List<String> without(List<Phone> phones, List<Phone> others) {
    var numbers = others.stream().map(Phone::number).toList();
    return phones.stream().map(Phone::number).filter(one -> !numbers.contains(one)).toList();
  }
}
