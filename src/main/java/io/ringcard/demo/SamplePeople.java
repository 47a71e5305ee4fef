package io.ringcard.demo;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sample clients with their numbers and addresses, and cards of the companies of many. */
final class SamplePeople {

  private final SampleRows rows;
  private final SampleWords words;
  private final SampleBooks books;
  private final Map<String, Long> companies = new HashMap<>();

  SamplePeople(SampleRows rows, SampleWords words, SampleBooks books) {
    this.rows = rows;
    this.words = words;
    this.books = books;
  }

  /** The ids of all, in their order. */
  List<Long> add(List<Instant> since, List<Long> owners) {
    var clients = words.clients();
    var people =
        clients.stream()
            .collect(Collectors.groupingBy(SampleClient::company, Collectors.counting()));
    var ids = new ArrayList<Long>();
    for (var i = 0; i < clients.size(); i++) {
      var client = clients.get(i);
      var name = client.company();
      if (!companies.containsKey(name) && (i % 3 == 0 || people.getOrDefault(name, 0L) > 1)) {
        companies.put(name, company(companies.size(), name, owners.get(i), since.get(i)));
      }
      ids.add(person(i, client, owners.get(i), since.get(i)));
    }
    return ids;
  }

  private long company(int place, String name, long owner, Instant since) {
    var id = rows.id("client");
    var about = words.list("companies");
    client(
        id,
        "company",
        name,
        null,
        null,
        null,
        null,
        null,
        about.get(place % about.size()),
        owner,
        since);
    phone(id, 0, String.format(Locale.ROOT, "+749555570%02d", place), words.one("reception"));
    email(id, 0, "office" + (place + 1) + "@ringcard.example", null);
    return id;
  }

  private long person(int place, SampleClient client, long owner, Instant since) {
    var id = rows.id("client");
    client(
        id,
        "person",
        client.name(),
        client.company(),
        companies.get(client.company()),
        client.position(),
        books.named("source", client.source()),
        books.named("client-status", status(client.step())),
        null,
        owner,
        since);
    phone(id, 0, client.number(), words.one("mainPhone"));
    if (!client.secondNumber().isEmpty()) {
      phone(id, 1, client.secondNumber(), words.one("reception"));
    }
    if (place % 4 == 2) {
      phone(id, 2, String.format(Locale.ROOT, "+792655580%02d", place), words.one("mobile"));
    }
    email(id, 0, "client" + (place + 1) + "@ringcard.example", null);
    if (place % 5 == 3) {
      email(id, 1, "accounts" + (place + 1) + "@ringcard.example", words.one("accounting"));
    }
    return id;
  }

  private static String status(int step) {
    return step < SampleDeal.WON ? "In progress" : step == SampleDeal.WON ? "Regular" : "Dormant";
  }

  private void client(
      long id,
      String kind,
      String name,
      @Nullable String company,
      @Nullable Long companyId,
      @Nullable String position,
      @Nullable Long sourceId,
      @Nullable Long statusId,
      @Nullable String about,
      long owner,
      Instant since) {
    rows.add(
        "client",
        new JsonObject()
            .put("id", id)
            .put("kind", kind)
            .put("name", name)
            .put("company", company)
            .put("company_id", companyId)
            .put("position", position)
            .put("source_id", sourceId)
            .put("status_id", statusId)
            .put("about", about)
            .put("owner_id", owner)
            .put("created_by", owner)
            .put("created_at", since.toString())
            .put("version", 0));
  }

  private void phone(long clientId, int position, String number, String label) {
    rows.add("client_phone", reach(clientId, position, label).put("number", number));
  }

  private void email(long clientId, int position, String address, @Nullable String label) {
    rows.add("client_email", reach(clientId, position, label).put("address", address));
  }

  private static JsonObject reach(long clientId, int position, @Nullable String label) {
    return new JsonObject()
        .put("client_id", clientId)
        .put("position", position)
        .put("label", label);
  }
}
