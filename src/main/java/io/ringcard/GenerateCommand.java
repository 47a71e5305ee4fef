package io.ringcard;

import io.ringcard.bench.GeneratedSize;
import io.ringcard.bench.Generator;
import io.ringcard.bench.GeneratorWords;
import io.ringcard.store.Database;
import io.ringcard.store.EmbeddedDatabase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code bench generate --data DIR [--clients N] [--deals N] [--calls N] [--days N] [--language
 * ru|en]}: a demo office with the clients, deals and calls of many years, to be looked at with
 * {@code demo --data DIR} and to be measured.
 */
final class GenerateCommand {

  private GenerateCommand() {}

  static void run(List<String> arguments, PrintStream out) throws IOException {
    var options =
        new HashMap<>(
            Options.read(arguments, "data", "clients", "deals", "calls", "days", "language"));
    var data =
        Options.path(options, "data")
            .orElseThrow(() -> new IllegalArgumentException("needs --data DIR"));
    var size =
        new GeneratedSize(
            number(options, "clients", 1_000_000),
            number(options, "deals", 300_000),
            number(options, "calls", 3_000_000),
            (int) number(options, "days", 730));
    var language = options.getOrDefault("language", "ru");
    var words = GeneratorWords.of(language);
    office(Map.of("data", data.toString(), "port", "0", "language", language));
    try (var parts = new Parts()) {
      var vertx = Vertx.vertx();
      parts.add(() -> vertx.close().await());
      var server = parts.add(EmbeddedDatabase.open(data.resolve("postgres")));
      var db = parts.add(Database.open(vertx, server.settings()));
      new Generator(db, words, DemoCommand.ZONE, line -> say(out, line)).fill(size);
    }
  }

  private static void office(Map<String, String> options) throws IOException {
    try (var parts = new Parts()) {
      DemoCommand.open(options, parts);
    }
  }

  private static long number(Map<String, String> options, String name, long otherwise) {
    var text = options.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + " is no number: " + text, e);
    }
  }

  private static void say(PrintStream out, String line) {
    out.println(line);
    out.flush();
  }
}
