package io.ringcard.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How soon each list, card and report is there, asked of a house with the sample data, by the
 * server's own clock: what {@code /metrics} counts for one answer after the other.
 */
final class ReportsBench {

  private static final double MUST_MILLIS = 100;
  private static final double AIM_MILLIS = 20;

  /** The server counts an answer a moment after it was sent; so often it is asked again. */
  private static final int COUNTED = 100;

  private static final String PERIOD = "from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z";
  private static final Pattern TIMER =
      Pattern.compile(
          "http_requests_seconds_(sum|count)\\{operation=\"(\\w+)\",status=\"200\"\\} (\\S+)");

  private final Path home;
  private final Effort effort;
  private final Stand.Builder houses;
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private String address = "";

  /**
   * @param houses builds a house with the sample data, in the folder {@code data}
   */
  ReportsBench(Path home, Effort effort, Stand.Builder houses) {
    this.home = home;
    this.effort = effort;
    this.houses = houses;
  }

  List<Figure> run() throws IOException, InterruptedException {
    try (var house = houses.open(Map.of("data", home.toString(), "port", "0"))) {
      address = "http://127.0.0.1:" + house.port();
      signIn();
      var figures = new ArrayList<Figure>();
      for (var path : paths()) {
        var spread = asked(path);
        for (var share : List.of(0.5, 0.95)) {
          figures.add(
              Figure.atMost(
                  "p%.0f %s".formatted(share * 100, path.replace(PERIOD, "…")),
                  spread.micros(share) / 1_000,
                  "ms",
                  MUST_MILLIS,
                  AIM_MILLIS));
        }
      }
      return figures;
    } finally {
      http.close();
    }
  }

  private void signIn() throws IOException, InterruptedException {
    var credentials = new JsonObject().put("login", "max").put("password", "demo").encode();
    var request =
        HttpRequest.newBuilder(URI.create(address + "/api/session"))
            .header("X-Requested-With", "ringcard")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(credentials))
            .build();
    send(request);
  }

  private List<String> paths() throws IOException, InterruptedException {
    var client = first("/api/clients?limit=1");
    var paths =
        new ArrayList<>(
            List.of(
                "/api/me",
                "/api/users",
                "/api/calls?limit=100",
                "/api/calls/totals",
                "/api/calls/totals?" + PERIOD,
                "/api/calls/" + first("/api/calls?limit=1"),
                "/api/cards",
                "/api/clients?limit=100",
                "/api/clients/" + client,
                "/api/clients/" + client + "/timeline",
                "/api/deals?limit=100",
                "/api/deals/" + first("/api/deals?limit=1"),
                "/api/deals/board?pipeline=" + first("/api/pipelines"),
                "/api/plan?status=planned&limit=100",
                "/api/plan/today",
                "/api/outcomes",
                "/api/search?q=%D0%98%D1%80%D0%B8%D0%BD%D0%B0",
                "/api/reports/durations/pictures?" + PERIOD));
    for (var by : List.of("operator", "team", "day", "hour", "queue", "outcome")) {
      paths.add("/api/reports/durations?by=" + by + "&" + PERIOD);
    }
    return paths;
  }

  private String first(String list) throws IOException, InterruptedException {
    var items = new JsonObject(get(list)).getJsonArray("items");
    return items.getJsonObject(0).getString("id");
  }

  /** One by one, after as many that nobody counts. */
  private Spread asked(String path) throws IOException, InterruptedException {
    for (var i = 0; i < effort.asked(); i++) {
      get(path);
    }
    var nanos = new ArrayList<Long>();
    var before = timers();
    for (var i = 0; i < effort.asked(); i++) {
      get(path);
      var after = timers();
      for (var again = 0; longest(before, after) == 0 && again < COUNTED; again++) {
        after = timers();
      }
      nanos.add(longest(before, after));
      before = after;
    }
    return new Spread(nanos);
  }

  /** Seconds and answers of each operation so far, as the server counts them. */
  private Map<String, double[]> timers() throws IOException, InterruptedException {
    var timers = new HashMap<String, double[]>();
    var found = TIMER.matcher(get("/metrics"));
    while (found.find()) {
      var pair = timers.computeIfAbsent(found.group(2), operation -> new double[2]);
      pair[found.group(1).equals("sum") ? 0 : 1] = Double.parseDouble(found.group(3));
    }
    return timers;
  }

  /** What was answered in between, and hardly anything else; of several the longest. */
  private static long longest(Map<String, double[]> before, Map<String, double[]> after) {
    var none = new double[2];
    return after.entrySet().stream()
        .filter(timer -> !timer.getKey().equals("metrics"))
        .mapToLong(timer -> {
          var was = before.getOrDefault(timer.getKey(), none);
          var answers = timer.getValue()[1] - was[1];
          return answers == 0 ? 0 : (long) ((timer.getValue()[0] - was[0]) / answers * 1e9);
        })
        .max()
        .orElseThrow();
  }

  private String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address + path)).build());
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(request.uri() + " was answered with " + answer.statusCode());
    }
    return answer.body();
  }
}
