package io.ringcard.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Compares calls with the truth of a capture: texts exactly, seconds within {@value #TOLERANCE}.
 */
final class Truth {

  private static final double TOLERANCE = 1.1;

  private static final List<String> EXACT =
      List.of(
          "direction",
          "external_number",
          "external_name",
          "did",
          "queue",
          "queues",
          "operator_calling",
          "operators_answered",
          "result",
          "ended_by");

  private static final List<String> SECONDS =
      List.of("ring_seconds", "wait_seconds", "talk_seconds", "answer_to_end_seconds");

  private Truth() {}

  static List<String> differences(JsonNode truth, JsonNode told) {
    var wrong = new ArrayList<String>();
    var explained = new HashSet<String>();
    for (var want : truth) {
      var linkedid = want.get("linkedid").asText();
      explained.add(linkedid);
      var got = list(told).stream().filter(call -> id(call).equals(linkedid)).toList();
      if (got.size() == 1) {
        compare(want, got.getFirst(), wrong);
      } else {
        wrong.add(linkedid + ": told " + got.size() + " times");
      }
    }
    list(told).stream()
        .filter(call -> !explained.contains(id(call)))
        .forEach(call -> wrong.add(id(call) + ": invented"));
    return wrong;
  }

  private static String id(JsonNode call) {
    return call.get("linkedid").asText();
  }

  private static void compare(JsonNode want, JsonNode got, List<String> wrong) {
    EXACT.forEach(field -> same(field, want.get(field), got.get(field), wrong));
    SECONDS.forEach(field -> near(field, want.get(field), got.get(field), wrong));
    if (want.has("hold_seconds")) {
      near("hold_seconds", want.get("hold_seconds"), got.get("hold_seconds"), wrong);
    }
    same("cause", want.at("/hangup_cause/code"), got.at("/hangup_cause/code"), wrong);
    for (var field : List.of("operators_rung", "recordings")) {
      same(field, sorted(want.get(field)), sorted(got.get(field)), wrong);
    }
    same("transfers", moves(want), moves(got), wrong);
    var mine = legs(want);
    var theirs = legs(got);
    same(
        "legs",
        mine.stream().map(Truth::leg).toList(),
        theirs.stream().map(Truth::leg).toList(),
        wrong);
    for (var i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
      near("leg", mine.get(i).get("talk_seconds"), theirs.get(i).get("talk_seconds"), wrong);
    }
  }

  private static List<String> moves(JsonNode call) {
    return list(call.get("transfers")).stream()
        .map(move -> words(move, "type", "from", "to", "result"))
        .toList();
  }

  private static List<JsonNode> legs(JsonNode call) {
    Function<JsonNode, Double> talk = leg -> leg.get("talk_seconds").asDouble();
    return list(call.get("legs")).stream()
        .sorted(Comparator.comparing(Truth::leg).thenComparing(talk))
        .toList();
  }

  private static String leg(JsonNode leg) {
    return words(leg, "operator", "result");
  }

  private static String words(JsonNode node, String... fields) {
    return Stream.of(fields)
        .map(field -> node.path(field).asText())
        .collect(Collectors.joining(" "));
  }

  private static List<String> sorted(JsonNode texts) {
    return list(texts).stream().map(JsonNode::asText).sorted().toList();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static void same(String field, Object want, Object got, List<String> wrong) {
    var absent = want instanceof MissingNode && got instanceof MissingNode;
    if (!absent && !want.equals(got)) {
      wrong.add(field + ": " + got + " instead of " + want);
    }
  }

  private static void near(String field, JsonNode want, JsonNode got, List<String> wrong) {
    var fits =
        want.isNull() || got.isNull()
            ? want.isNull() && got.isNull()
            : Math.abs(want.asDouble() - got.asDouble()) <= TOLERANCE;
    if (!fits) {
      wrong.add(field + ": " + got + " s instead of " + want + " s");
    }
  }
}
