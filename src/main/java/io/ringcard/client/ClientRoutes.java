package io.ringcard.client;

import io.ringcard.client.ClientFilter.Cursor;
import io.ringcard.client.ClientFilter.Sort;
import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Clients, their notes and numbers over HTTP. */
public final class ClientRoutes {

  private final Clients clients;
  private final ClientLists lists;
  private final Notes notes;
  private final Numbers numbers;
  private final LongConsumer written;

  /**
   * @param written told the id of a client that was created or changed, once it stands
   */
  public ClientRoutes(
      Clients clients, ClientLists lists, Notes notes, Numbers numbers, LongConsumer written) {
    this.clients = clients;
    this.lists = lists;
    this.notes = notes;
    this.numbers = numbers;
    this.written = written;
  }

  public void addTo(Routes routes) {
    routes
        .on("listClients", this::list)
        .on("createClient", this::create)
        .on("getClient", this::get)
        .on("patchClient", this::patch)
        .on("createNote", this::createNote)
        .on("patchNote", this::patchNote)
        .on("getNumber", this::number);
  }

  private ClientLists.Page list(Request request) {
    return lists.list(
        new ClientFilter(
            request.find("q").orElse(""),
            request.findLong("owner").orElse(null),
            request.findLong("company").orElse(null),
            request.find("kind").orElse(null),
            Sort.valueOf(request.find("sort").orElse("name").toUpperCase(Locale.ROOT)),
            request.find("cursor").map(Cursor::of).orElse(null),
            request.findInt("limit").orElse(50)));
  }

  private Client create(Request request) {
    return told(
        clients.create(
            request.principal(), request.body(ClientBody.class), request.find("Idempotency-Key")));
  }

  private Client get(Request request) {
    return clients.get(request.id());
  }

  private Client patch(Request request) {
    return told(clients.change(request.id(), request.body(ClientBody.class), request::has));
  }

  private Client told(Client client) {
    written.accept(Long.parseLong(client.id()));
    return client;
  }

  record NewNote(String text) {}

  private Note createNote(Request request) {
    var note = notes.create(request.principal(), request.id(), request.body(NewNote.class).text());
    written.accept(request.id());
    return note;
  }

  private Note patchNote(Request request) {
    var changed = notes.change(request.principal(), request.id(), request.body(Notes.Body.class));
    written.accept(changed.clientId());
    return changed.note();
  }

  private Numbers.Facts number(Request request) {
    return numbers.facts(request.find("number").orElse(""));
  }
}
