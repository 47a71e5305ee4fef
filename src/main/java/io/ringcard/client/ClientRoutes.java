package io.ringcard.client;

import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Problem;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Clients, their notes and the one search box over HTTP. */
public final class ClientRoutes {

  private final Clients clients;
  private final Notes notes;
  private final LongConsumer written;

  /**
   * @param written told the id of a client that was created or changed, once it stands
   */
  public ClientRoutes(Clients clients, Notes notes, LongConsumer written) {
    this.clients = clients;
    this.notes = notes;
    this.written = written;
  }

  public void addTo(Routes routes) {
    routes
        .on("listClients", this::list)
        .on("createClient", this::create)
        .on("getClient", this::get)
        .on("patchClient", this::patch)
        .on("createNote", this::createNote)
        .on("search", this::search);
  }

  record ClientList(List<Client> items, @Nullable String next) {}

  record NewNote(String text) {}

  private ClientList list(Request request) {
    var page =
        clients.list(
            request.find("q").orElse(""),
            request.find("cursor").map(ClientRoutes::cursor).orElse(null),
            request.findInt("limit").orElse(50));
    return new ClientList(page.items(), page.next());
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

  private Note createNote(Request request) {
    return notes.create(request.principal(), request.id(), request.body(NewNote.class).text());
  }

  private ClientList search(Request request) {
    return new ClientList(clients.search(request.find("q").orElse("")), null);
  }

  private static Long cursor(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new Problem.Invalid("cursor", "unknown").asException();
    }
    return Long.valueOf(text);
  }
}
