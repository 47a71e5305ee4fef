package io.ringcard.testkit;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Server-sent events as a browser reads them. */
public final class EventStream implements AutoCloseable {

  /** One event; the data is JSON. */
  public record Event(String id, String name, JsonObject data) {}

  private final HttpResponse<InputStream> response;
  private final StringBuffer text = new StringBuffer();
  private volatile boolean ended;

  private EventStream(HttpResponse<InputStream> response) {
    this.response = response;
    Thread.ofVirtual().start(this::read);
  }

  static EventStream open(HttpClient http, HttpRequest request) {
    try {
      return new EventStream(http.send(request, BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void read() {
    var buffer = new char[8192];
    try (var in = new InputStreamReader(response.body(), StandardCharsets.UTF_8)) {
      for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        text.append(buffer, 0, n);
      }
    } catch (IOException e) {
      text.append("\n: cut off");
    } finally {
      ended = true;
    }
  }

  public int status() {
    return response.statusCode();
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  public String text() {
    return text.toString();
  }

  public boolean isEnded() {
    return ended;
  }

  /** The events that have come whole. */
  public List<Event> events() {
    return events(name -> true);
  }

  /** Those of them whose name is wanted; the data of the others is not looked at. */
  public List<Event> events(Predicate<String> wanted) {
    var events = new ArrayList<Event>();
    var all = text();
    var whole = all.substring(0, Math.max(0, all.lastIndexOf("\n\n")));
    for (var frame : whole.split("\n\n")) {
      var id = field(frame, "id: ");
      var name = field(frame, "event: ");
      if (!id.isEmpty() && wanted.test(name)) {
        events.add(new Event(id, name, new JsonObject(field(frame, "data: "))));
      }
    }
    return events;
  }

  private static String field(String frame, String name) {
    return frame
        .lines()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .map(line -> line.substring(name.length()))
        .orElse("");
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
