package io.ringcard.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The product in a process of its own, so that it can be killed without a word. */
public final class ServerProcess implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  public static final String LOGIN = "admin";
  public static final String PASSWORD = "correct horse battery";
  private static final String SAYS = "Ringcard is at ";

  private final Path data;
  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;
  private final String cookie;

  private ServerProcess(Path data, Process process) throws IOException, InterruptedException {
    this.data = data;
    this.process = process;
    var said = process.inputReader(UTF_8).readLine();
    while (said != null && !said.startsWith(SAYS)) {
      said = process.inputReader(UTF_8).readLine();
    }
    if (said == null) {
      throw new IOException("it did not start:\n" + Files.readString(log(data)));
    }
    Thread.ofVirtual().start(this::drain);
    address = URI.create(said.substring(SAYS.length()).strip());
    cookie = signIn();
  }

  /** Starts {@code serve} with an own database in {@code data}, listening to an exchange. */
  public static ServerProcess start(Path data, FakeAmi exchange)
      throws IOException, InterruptedException {
    Files.createDirectories(data.resolve("recordings"));
    return start(
        data,
        Map.of(
            "RINGCARD_PBX_HOST",
            "127.0.0.1",
            "RINGCARD_PBX_PORT",
            Integer.toString(exchange.port()),
            "RINGCARD_PBX_USER",
            FakeAmi.USER,
            "RINGCARD_PBX_SECRET",
            FakeAmi.SECRET,
            "RINGCARD_RECORDINGS_FOLDER",
            data.resolve("recordings").toString()));
  }

  /** Starts {@code serve} with these settings as variables of the environment. */
  public static ServerProcess start(Path data, Map<String, String> settings)
      throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            List.of(java, "-Xmx512m", "-cp", classPath(), "io.ringcard.Main", "serve"));
    var environment = builder.environment();
    environment.put("RINGCARD_DATA", data.toString());
    environment.put("RINGCARD_ADMIN_LOGIN", LOGIN);
    environment.put("RINGCARD_ADMIN_PASSWORD", PASSWORD);
    environment.putAll(settings);
    environment.put("RINGCARD_HTTP_PORT", "0");
    builder.directory(data.toFile());
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log(data).toFile()));
    return new ServerProcess(data, builder.start());
  }

  /** True when the database and the exchange are there. */
  public boolean isWhole() {
    try {
      var request = HttpRequest.newBuilder(address.resolve("/health")).build();
      return http.send(request, BodyHandlers.ofString()).body().contains("\"status\":\"up\"");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Our own, whatever folder the process starts in. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  public int port() {
    return address.getPort();
  }

  /** Calls in the log, newest first. */
  public List<JsonNode> calls() {
    try {
      var response =
          http.send(
              HttpRequest.newBuilder(address.resolve("/api/calls"))
                  .header("Cookie", cookie)
                  .build(),
              BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException(response.statusCode() + " " + response.body());
      }
      return List.copyOf(JSON.readTree(response.body()).get("items").valueStream().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it at once, as kill -9 does; the database goes on as an orphan. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends a signal by its name, as STOP or CONT. */
  public void signal(String name) throws IOException, InterruptedException {
    var sent = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (sent.waitFor() != 0) {
      throw new IOException("kill -" + name + " failed");
    }
  }

  /** Stops it in order; a database that a kill has orphaned is stopped as well. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stopOrphan();
  }

  private void stopOrphan() throws IOException {
    try (var files = Files.walk(data)) {
      for (var file : files.filter(f -> f.endsWith("postmaster.pid")).toList()) {
        var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
      }
    }
  }

  private String signIn() throws IOException, InterruptedException {
    var body = JSON.writeValueAsString(Map.of("login", LOGIN, "password", PASSWORD));
    var response =
        http.send(
            HttpRequest.newBuilder(address.resolve("/api/session"))
                .header("X-Requested-With", "ringcard")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    return response
        .headers()
        .firstValue("Set-Cookie")
        .map(set -> set.split(";")[0])
        .orElseThrow(() -> new IOException(response.statusCode() + " " + response.body()));
  }

  /** What it logs must go somewhere, or it stands still when the pipe is full. */
  private void drain() {
    try (var rest = process.inputReader(UTF_8)) {
      rest.transferTo(Writer.nullWriter());
    } catch (IOException ended) {
      return;
    }
  }

  private static Path log(Path data) {
    return data.resolve("server.log");
  }
}
