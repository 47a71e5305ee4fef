package io.ringcard;

import io.ringcard.kernel.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Settings as plain keys such as {@code http.port}: the file first, then {@code RINGCARD_HTTP_PORT}
 * of the environment over it. A secret may also come as {@code RINGCARD_PBX_SECRET_FILE}, the path
 * of a file that holds it.
 */
final class SettingsSource {

  private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Integer> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
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

  /** Keys of the file that nobody has asked for: most likely misspelt. */
  List<String> unknown() {
    return lines.keySet().stream()
        .filter(values::containsKey)
        .filter(key -> !asked.contains(key.toLowerCase(Locale.ROOT)))
        .toList();
  }

  /** The line of the file in which the key, or else the group that it belongs to, stands. */
  OptionalInt line(String key) {
    for (var name = key; !name.isEmpty(); name = name.replaceFirst("\\.?[^.]*$", "")) {
      if (lines.containsKey(name)) {
        return OptionalInt.of(lines.get(name));
      }
    }
    return OptionalInt.empty();
  }

  private void readFile(Path file) {
    try {
      var settings = LoadSettings.builder().setLabel(file.toString()).build();
      var tree = new Compose(settings).composeString(Files.readString(file));
      tree.ifPresent(node -> flatten("", mapping(file.toString(), node)));
    } catch (IOException | YamlEngineException e) {
      throw new IllegalStateException(
          "cannot read the settings file " + file + ": " + e.getMessage(), e);
    }
  }

  private static MappingNode mapping(String name, Node node) {
    if (node instanceof MappingNode mapping) {
      return mapping;
    }
    throw new Problem.Invalid(name, "type").asException();
  }

  /** Values stay as they are written: a password of digits keeps its leading zeros. */
  private void flatten(String prefix, MappingNode tree) {
    for (var entry : tree.getValue()) {
      var key = prefix + scalar(prefix, entry.getKeyNode());
      var line = entry.getKeyNode().getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
      if (lines.put(key, line) != null) {
        throw new Problem.Invalid(key, "duplicate").asException();
      }
      switch (entry.getValueNode()) {
        case MappingNode deeper -> flatten(key + ".", deeper);
        case SequenceNode items ->
            values.put(
                key,
                items.getValue().stream()
                    .map(item -> scalar(key, item))
                    .collect(Collectors.joining(",")));
        case ScalarNode value when !value.getTag().equals(Tag.NULL) ->
            values.put(key, value.getValue());
        default -> {}
      }
    }
  }

  private static String scalar(String key, Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new Problem.Invalid(key, "type").asException();
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
