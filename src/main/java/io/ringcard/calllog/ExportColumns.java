package io.ringcard.calllog;

import io.ringcard.export.ExportFile.At;
import io.ringcard.export.ExportFile.Cell;
import io.ringcard.export.ExportFile.Length;
import io.ringcard.export.ExportFile.Text;
import io.ringcard.export.ExportWords;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an exported row tells of a call, column by column. */
final class ExportColumns {

  private record Column(String head, Function<CallView, Cell> cell) {}

  private final ExportWords words;
  private final List<Column> columns;

  /**
   * @param several whether there is more than one exchange, so that each row names its own
   * @param operator whose own talk stands beside the call's; null for nobody's
   */
  ExportColumns(ExportWords words, boolean several, @Nullable Long operator) {
    this.words = words;
    this.columns =
        Stream.of(
                new Column("at", call -> new At(call.startedAt())),
                new Column("direction", call -> word("direction", call.direction())),
                new Column("result", call -> word("result", result(call))),
                new Column("number", call -> new Text(number(call))),
                new Column("name", call -> new Text(call.name())),
                new Column(
                    "client",
                    call -> new Text(call.client() == null ? null : call.client().name())),
                new Column(
                    "company",
                    call -> new Text(call.client() == null ? null : call.client().company())),
                new Column("operators", call -> new Text(operators(call))),
                new Column("queue", call -> new Text(String.join(" → ", call.queues()))),
                new Column("did", call -> new Text(call.did())),
                new Column("ring", call -> new Length(call.ringSeconds())),
                new Column("wait", call -> new Length(call.waitSeconds())),
                new Column("talk", call -> new Length(call.talkSeconds())),
                new Column(
                    "ownTalk",
                    call -> new Length(operator == null ? null : call.ownTalk(operator))),
                new Column("hold", call -> new Length(call.holdSeconds())),
                new Column(
                    "outcome", call -> outcome(call, given -> words.in(given.outcome().label()))),
                new Column("outcomeBy", call -> outcome(call, given -> given.by().name())),
                new Column("note", call -> outcome(call, CallView.Outcome::note)),
                new Column(
                    "deal", call -> new Text(call.deal() == null ? null : call.deal().name())),
                new Column("recording", call -> word("recording", recorded(call))),
                new Column("certainty", call -> word("certainty", call.certainty())),
                new Column("exchange", call -> new Text(call.pbx())),
                new Column("id", call -> new Text(call.id())))
            .filter(column -> several || !column.head().equals("exchange"))
            .filter(column -> operator != null || !column.head().equals("ownTalk"))
            .toList();
  }

  List<String> heads() {
    return columns.stream().map(column -> words.of("head." + column.head())).toList();
  }

  List<Cell> cells(CallView call) {
    return columns.stream().map(column -> column.cell().apply(call)).toList();
  }

  private Text word(String kind, @Nullable String slug) {
    return new Text(slug == null ? null : words.of(kind + "." + slug));
  }

  /** The number outside; within the house who dialled what. */
  private static @Nullable String number(CallView call) {
    return call.direction().equals("internal") && call.number() == null
        ? Stream.of(call.placedBy(), call.dialled())
            .flatMap(Stream::ofNullable)
            .collect(Collectors.joining(" → "))
        : call.number();
  }

  private static @Nullable String result(CallView call) {
    return call.state().equals("live") ? "live" : call.result();
  }

  private static String recorded(CallView call) {
    return call.recordings().stream().anyMatch(one -> one.state().equals("ready")) ? "yes" : "no";
  }

  private static String operators(CallView call) {
    return call.operators().stream()
        .map(part -> Objects.requireNonNullElse(part.name(), part.extension()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static Text outcome(CallView call, Function<CallView.Outcome, @Nullable String> part) {
    var given = call.outcome();
    return new Text(given == null ? null : part.apply(given));
  }
}
