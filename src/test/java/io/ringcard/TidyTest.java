package io.ringcard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Size is a rule: small files, small functions, no promises of later work. The limits only ever go
 * down.
 */
class TidyTest {

  private static final int FILE_LINES = 400;
  private static final int FUNCTION_CODE_LINES = 60;
  private static final Pattern PROMISE = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
  private static final Pattern FUNCTION_END = Pattern.compile("^( {2}| {4})}$");

  @Test
  void noFileIsLong() {
    assertThat(javaFiles().stream().filter(file -> lines(file).size() > FILE_LINES)).isEmpty();
  }

  @Test
  void noFunctionIsLong() {
    var wrong = new ArrayList<String>();
    for (var file : javaFiles()) {
      wrong.addAll(longFunctions(file, lines(file)));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void nothingIsPromised() {
    assertThat(
            javaFiles().stream()
                .filter(file -> lines(file).stream().anyMatch(l -> PROMISE.matcher(l).find())))
        .isEmpty();
  }

  @Test
  void everyRoomHasItsNote() throws IOException {
    try (var rooms = Files.list(Path.of("src/main/java/io/ringcard"))) {
      assertThat(rooms.filter(Files::isDirectory))
          .allSatisfy(room -> assertThat(room.resolve("package-info.java")).exists());
    }
  }

  @Test
  void aLongFunctionIsSeen() {
    var body = new ArrayList<String>(List.of("class A {", "  void f() {"));
    for (var i = 0; i <= FUNCTION_CODE_LINES; i++) {
      body.add("    x();");
    }
    body.addAll(List.of("  }", "}"));
    assertThat(longFunctions(Path.of("A.java"), body)).hasSize(1);
  }

  /**
   * A function ends with a brace alone in the second or fourth column and begins with the nearest
   * line above that stands in the same column; comments and blanks do not count.
   */
  private static List<String> longFunctions(Path file, List<String> lines) {
    var wrong = new ArrayList<String>();
    for (var end = 0; end < lines.size(); end++) {
      var brace = FUNCTION_END.matcher(lines.get(end));
      if (!brace.matches()) {
        continue;
      }
      var start = end - 1;
      while (start >= 0 && !standsAt(brace.group(1), lines.get(start))) {
        start--;
      }
      if (start < 0 || isType(lines.get(start))) {
        continue;
      }
      var code =
          lines.subList(start + 1, end).stream()
              .map(String::strip)
              .filter(TidyTest::isCode)
              .count();
      if (code > FUNCTION_CODE_LINES) {
        wrong.add(file + ":" + (start + 1) + " has " + code + " code lines");
      }
    }
    return wrong;
  }

  private static boolean standsAt(String indent, String line) {
    return line.startsWith(indent)
        && line.length() > indent.length()
        && " })".indexOf(line.charAt(indent.length())) < 0;
  }

  private static boolean isCode(String line) {
    return !line.isEmpty()
        && !line.startsWith("//")
        && !line.startsWith("*")
        && !line.startsWith("/*");
  }

  private static boolean isType(String line) {
    return Pattern.compile("\\b(class|interface|record|enum)\\b [A-Z]").matcher(line).find();
  }

  private static List<Path> javaFiles() {
    try (var files = Files.walk(Path.of("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
