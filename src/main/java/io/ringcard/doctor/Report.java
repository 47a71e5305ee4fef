package io.ringcard.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringcard.doctor.Check.Mark;
import io.ringcard.doctor.Check.Paste;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The examination for people or for machines. */
public final class Report {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<Mark, String> COLOURS =
      Map.of(Mark.OK, "\033[32m", Mark.WARN, "\033[33m", Mark.FAIL, "\033[31m");

  private final List<Check> checks;
  private final Words words;

  public Report(List<Check> checks, Words words) {
    this.checks = List.copyOf(checks);
    this.words = words;
  }

  public boolean isWell() {
    return count(Mark.FAIL) == 0;
  }

  /** One line each; below what is wrong, its consequences and what to paste. */
  public void print(PrintStream out, boolean colour) {
    var width = checks.stream().mapToInt(check -> name(check).length()).max().orElse(0);
    var markWidth = words.say("mark.warn").length();
    for (var check : checks) {
      var mark = ("%-" + markWidth + "s").formatted(words.say("mark." + slug(check.mark())));
      out.printf(
          "%s  %-" + width + "s  %s%n",
          colour ? COLOURS.get(check.mark()) + mark + "\033[0m" : mark,
          name(check),
          words.say(check.said(), check.values()));
      if (check.mark() != Mark.OK) {
        printCare(out, check);
      }
    }
    out.println();
    out.println(
        words.say(
            isWell() ? "report.well" : "report.ill",
            List.of(count(Mark.OK), count(Mark.WARN), count(Mark.FAIL))));
    out.flush();
  }

  private String name(Check check) {
    var name = words.say(check.key());
    return check.about().isEmpty()
        ? name
        : check.about().replaceAll("\\p{Cntrl}", " ") + ": " + name;
  }

  private void printCare(PrintStream out, Check check) {
    if (check.mark() == Mark.FAIL) {
      for (var part : List.of("breaks", "works")) {
        words
            .find(check.key() + "." + part)
            .ifPresent(text -> out.println("      " + words.say("report." + part) + ": " + text));
      }
    }
    for (var paste : check.pastes()) {
      out.println("      " + words.say("report.paste", List.of(place(paste))));
      if (!paste.freepbx().isEmpty()) {
        out.println("      " + words.say("report.freepbx", List.of(paste.freepbx())));
      }
      paste.lines().lines().forEach(line -> out.println("          " + line));
    }
    if (check.pastes().stream().anyMatch(paste -> paste.where().startsWith("manager.conf"))) {
      out.println("      " + words.say("report.reload"));
    }
  }

  public void printJson(PrintStream out) {
    var report = new LinkedHashMap<String, Object>();
    report.put("ok", isWell());
    report.put("checks", lines());
    try {
      out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    out.flush();
  }

  /** Each line as JSON. */
  public List<Map<String, Object>> lines() {
    return checks.stream().map(this::json).toList();
  }

  private Map<String, Object> json(Check check) {
    var json = new LinkedHashMap<String, Object>();
    json.put("check", check.key());
    json.put("about", check.about());
    json.put("name", words.say(check.key()));
    json.put("mark", slug(check.mark()));
    json.put("finding", check.said());
    json.put("text", words.say(check.said(), check.values()));
    if (check.mark() == Mark.FAIL) {
      words.find(check.key() + ".breaks").ifPresent(text -> json.put("breaks", text));
      words.find(check.key() + ".works").ifPresent(text -> json.put("works", text));
    }
    json.put(
        "paste",
        check.pastes().stream()
            .map(paste -> new Paste(place(paste), paste.freepbx(), paste.lines()))
            .toList());
    return json;
  }

  /** Names of files are the same in every language. */
  private String place(Paste paste) {
    return words.find(paste.where()).orElse(paste.where());
  }

  private long count(Mark mark) {
    return checks.stream().filter(check -> check.mark() == mark).count();
  }

  private static String slug(Mark mark) {
    return mark.name().toLowerCase(Locale.ROOT);
  }
}
