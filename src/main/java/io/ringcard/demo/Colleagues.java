package io.ringcard.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operators of the demo at whose place nobody sits: each signs in as a person does and, some
 * seconds after a talk, writes its outcome over the product's own interface, so that board, plan
 * and reports live. The first operator is left to whoever looks.
 */
public final class Colleagues implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Colleagues.class);
  private static final Duration GLANCE = Duration.ofSeconds(4);
  private static final int LONGEST_THOUGHT = 4;
  private static final int UNWRITTEN = 0;
  private static final int CONFLICT = 409;

  /** Keys of outcomes, as often as they are chosen. */
  private static final List<Integer> KEYS = List.of(5, 5, 5, 5, 4, 4, 4, 4, 3, 3, 1, 2, 7, 6);

  private final URI address;
  private final String password;
  private final List<String> remarks;
  private final Random random = new Random();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("demo-colleagues").factory());

  private Colleagues(String address, String password, SampleWords words) {
    this.address = URI.create(address);
    this.password = password;
    this.remarks = words.list("remarks");
  }

  /** They come to work at the house with this address; its people share that password. */
  public static Colleagues start(String address, String password, SampleWords words) {
    var colleagues = new Colleagues(address, password, words);
    SampleUser.ALL.stream()
        .filter(user -> user.extension() != null && !user.login().equals("anna"))
        .forEach(user -> colleagues.begin(colleagues.new Colleague(user.login())));
    return colleagues;
  }

  private void begin(Colleague colleague) {
    clock.scheduleWithFixedDelay(
        colleague::look, GLANCE.toSeconds(), GLANCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  /** One of them, with a browser's memory. */
  private final class Colleague {

    private final String login;
    private final HttpClient browser =
        HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final Map<Integer, String> outcomes = new HashMap<>();
    private final Map<String, Integer> thoughts = new HashMap<>();

    private Colleague(String login) {
      this.login = login;
    }

    private void look() {
      try {
        if (outcomes.isEmpty()) {
          signIn();
        }
        for (var card : items(ask("/api/cards"))) {
          if (card.getString("phase").equals("writeup")) {
            think(card.getString("id"));
          }
        }
      } catch (IOException | RuntimeException e) {
        outcomes.clear();
        log.info("{} of the demo could not write and signs in again: {}", login, e.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void signIn() throws IOException, InterruptedException {
      var credentials = new JsonObject().put("login", login).put("password", password);
      send(request("/api/session").POST(BodyPublishers.ofString(credentials.encode())));
      items(ask("/api/outcomes"))
          .forEach(outcome -> {
            outcomes.put(outcome.getInteger("key"), outcome.getString("id"));
          });
    }

    /** Writes the outcome after a while that is different each time, unless one stands by then. */
    private void think(String call) throws IOException, InterruptedException {
      var left = thoughts.computeIfAbsent(call, _ -> 1 + random.nextInt(LONGEST_THOUGHT));
      if (left > 0) {
        thoughts.put(call, left - 1);
        return;
      }
      thoughts.remove(call);
      var offered = KEYS.stream().filter(outcomes::containsKey).toList();
      var outcome = outcomes.get(offered.get(random.nextInt(offered.size())));
      var body = new JsonObject().put("outcome", outcome).put("version", UNWRITTEN);
      if (random.nextInt(3) == 0) {
        body.put("note", remarks.get(random.nextInt(remarks.size())));
      }
      var answer =
          answer(
              request("/api/calls/" + call + "/outcome")
                  .PUT(BodyPublishers.ofString(body.encode())));
      if (answer.statusCode() != CONFLICT) {
        json(answer);
      }
    }

    private JsonObject ask(String path) throws IOException, InterruptedException {
      return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
      return HttpRequest.newBuilder(address.resolve(path))
          .timeout(Duration.ofSeconds(30))
          .header("X-Requested-With", "ringcard")
          .header("Content-Type", "application/json");
    }

    private JsonObject send(HttpRequest.Builder request) throws IOException, InterruptedException {
      return json(answer(request));
    }

    private HttpResponse<String> answer(HttpRequest.Builder request)
        throws IOException, InterruptedException {
      return browser.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonObject json(HttpResponse<String> answer) throws IOException {
      if (answer.statusCode() >= 400) {
        throw new IOException(answer.statusCode() + " " + answer.body());
      }
      return new JsonObject(answer.body());
    }

    private static List<JsonObject> items(JsonObject list) {
      JsonArray items = list.getJsonArray("items");
      return items.stream().map(JsonObject.class::cast).toList();
    }
  }
}
