package io.ringcard.testkit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Real HTTP, short to write. Immutable: {@link #with} gives another client. */
public final class TestClient {

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String address;
  private final Map<String, String> headers;

  public TestClient(String address) {
    this(address, Map.of());
  }

  private TestClient(String address, Map<String, String> headers) {
    this.address = address;
    this.headers = headers;
  }

  public TestClient with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new TestClient(address, more);
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  public TestClient without(String header) {
    var fewer = new LinkedHashMap<>(headers);
    fewer.remove(header);
    return new TestClient(address, fewer);
  }

  public Reply get(String path) {
    return exchange(request(path).GET());
  }

  public Reply delete(String path) {
    return exchange(request(path).DELETE());
  }

  /** With a JSON body, given as text or as something that prints itself as JSON. */
  public Reply send(String method, String path, Object body) {
    return exchange(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.toString())));
  }

  public Reply post(String path, Object body) {
    return send("POST", path, body);
  }

  public Reply send(String method, String path, String type, byte[] body) {
    return exchange(
        request(path)
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofByteArray(body)));
  }

  public Reply exchange(String method, String path) {
    return exchange(request(path).method(method, BodyPublishers.noBody()));
  }

  /** Opens a stream of events, which a thread of its own reads until it ends. */
  public EventStream eventsUntilEnd(String path) {
    return EventStream.open(HTTP, request(path).timeout(Duration.ofMinutes(2)).GET().build());
  }

  /** The status that a request line gets which no decent client would send; with our headers. */
  public int status(String requestLine) {
    var uri = URI.create(address);
    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(10_000);
      var head = new StringBuilder(requestLine).append("\r\nHost: ringcard\r\n");
      headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      head.append("Connection: close\r\n\r\n");
      socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    var builder =
        HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(30));
    headers.forEach(builder::setHeader);
    return builder;
  }

  private static Reply exchange(HttpRequest.Builder request) {
    try {
      return new Reply(HTTP.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What came back. */
  public record Reply(HttpResponse<byte[]> response) {

    public int status() {
      return response.statusCode();
    }

    public Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    public byte[] bytes() {
      return response.body();
    }

    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public JsonObject json() {
      return new JsonObject(text());
    }

    /** The {@code items} of a list. */
    public JsonArray items() {
      return json().getJsonArray("items");
    }

    /** A problem in short: {@code 400 invalid limit maximum}. */
    public String problem() {
      var json = json();
      return (status()
              + " "
              + json.getString("type")
              + " "
              + json.getString("field", "-")
              + " "
              + json.getString("reason", "-"))
          .strip();
    }
  }
}
