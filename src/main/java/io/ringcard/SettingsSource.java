package io.ringcard;

import io.ringcard.kernel.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Settings as plain keys such as {@code http.port}: the file first, then {@code RINGCARD_HTTP_PORT}
 * of the environment over it. A secret may also come as {@code RINGCARD_PBX_SECRET_FILE}, the path
 * of a file that holds it.
 */
final class SettingsSource {

  private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> asked = new HashSet<>();

  private SettingsSource() {}

  static SettingsSource read(Optional<Path> file, Map<String, String> environment) {
    var source = new SettingsSource();
    file.ifPresent(source::readFile);
    environment.forEach(source::readVariable);
    return source;
  }

  /** A source with nothing but these values. */
  static SettingsSource of(Map<String, String> values) {
    var source = new SettingsSource();
    source.values.putAll(values);
    return source;
  }

  Optional<String> find(String key) {
    asked.add(key.toLowerCase(Locale.ROOT));
    return Optional.ofNullable(values.get(key)).filter(value -> !value.isBlank());
  }

  String get(String key) {
    return find(key).orElseThrow(() -> new Problem.Invalid(key, "required").asException());
  }

  int integer(String key, int otherwise) {
    try {
      return find(key).map(Integer::valueOf).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw new Problem.Invalid(key, "type").asException();
    }
  }

  List<String> list(String key) {
    return find(key).map(text -> List.of(text.split("\\s*,\\s*"))).orElse(List.of());
  }

  /** Keys that nobody has asked for: most likely misspelt. */
  List<String> unknown() {
    var unknown = new ArrayList<String>();
    for (var key : values.keySet()) {
      if (!asked.contains(key.toLowerCase(Locale.ROOT))) {
        unknown.add(key);
      }
    }
    return unknown;
  }

  private void readFile(Path file) {
    try {
      var tree = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      if (tree instanceof Map<?, ?> map) {
        flatten("", map);
      } else if (tree != null) {
        throw new Problem.Invalid(file.toString(), "type").asException();
      }
    } catch (IOException | YamlEngineException e) {
      throw new IllegalStateException(
          "cannot read the settings file " + file + ": " + e.getMessage(), e);
    }
  }

  private void flatten(String prefix, Map<?, ?> tree) {
    tree.forEach((name, value) -> {
      var key = prefix + name;
      switch (value) {
        case Map<?, ?> deeper -> flatten(key + ".", deeper);
        case Collection<?> items ->
            values.put(key, String.join(",", items.stream().map(String::valueOf).toList()));
        case null -> {}
        default -> values.put(key, value.toString());
      }
    });
  }

  private void readVariable(String name, String value) {
    if (!name.startsWith("RINGCARD_")) {
      return;
    }
    var key = name.substring("RINGCARD_".length()).replace('_', '.');
    if (key.endsWith(".FILE")) {
      try {
        values.put(key.substring(0, key.length() - 5), Files.readString(Path.of(value)).strip());
      } catch (IOException e) {
        throw new IllegalStateException(name + " names a file that cannot be read: " + value, e);
      }
    } else {
      values.put(key, value);
    }
  }
}
