package io.ringcard.client;

import io.ringcard.book.Choice;
import io.ringcard.kernel.Ref;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The contract's {@code CardThen}: what people had written about a client, kept as it was. */
public record CardThen(
    String id,
    String kind,
    String name,
    @Nullable String company,
    @Nullable String companyId,
    @Nullable String position,
    List<Phone> phones,
    List<Email> emails,
    @Nullable Choice source,
    @Nullable Choice status,
    @Nullable String about,
    @Nullable Ref owner) {

  static CardThen of(Client client) {
    return new CardThen(
        client.id(),
        client.kind(),
        client.name(),
        client.company(),
        client.companyId(),
        client.position(),
        client.phones(),
        client.emails(),
        client.source(),
        client.status(),
        client.about(),
        client.owner());
  }

  static CardThen of(JsonObject kept) {
    return kept.mapTo(CardThen.class);
  }

  JsonObject json() {
    return JsonObject.mapFrom(this);
  }

  ClientData data() {
    return new ClientData(
        kind,
        name,
        new Employer(company, companyId == null ? null : Long.valueOf(companyId)),
        position,
        phones,
        emails,
        Choice.idOf(source),
        Choice.idOf(status),
        about,
        owner == null ? null : Long.valueOf(owner.id()));
  }

  /**
   * Both cards in one: all numbers and addresses, and of the rest what stands here.
   *
   * @param taken names of the members for which the other card's word stands
   */
  ClientData with(CardThen other, Set<String> taken) {
    var mine = data();
    var theirs = other.data();
    Function<String, ClientData> of = member -> taken.contains(member) ? theirs : mine;
    return new ClientData(
        kind,
        of.apply("name").name(),
        of.apply("company").employer(),
        of.apply("position").position(),
        united(phones, other.phones, Phone::number),
        united(emails, other.emails, email -> email.address().toLowerCase(Locale.ROOT)),
        of.apply("source").sourceId(),
        of.apply("status").statusId(),
        of.apply("about").about(),
        of.apply("owner").ownerId());
  }

  private static <T> List<T> united(List<T> mine, List<T> theirs, Function<T, String> key) {
    var keys = mine.stream().map(key).toList();
    var all = new ArrayList<>(mine);
    theirs.stream().filter(one -> !keys.contains(key.apply(one))).forEach(all::add);
    return all;
  }
}
