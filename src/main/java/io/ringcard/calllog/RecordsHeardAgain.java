package io.ringcard.calllog;

import static java.util.stream.Collectors.groupingBy;

import io.ringcard.call.Call;
import io.ringcard.call.CallEvent;
import io.ringcard.call.LiveCalls;
import io.ringcard.cel.CelArchive;
import io.ringcard.cel.CelRow;
import io.ringcard.cel.CelStream;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A part of what an exchange has recorded, read once more for the sake of lines that were set aside
 * in it. A line is known again by its text; one that was cut off, by its beginning, if but one row
 * begins so.
 */
final class RecordsHeardAgain implements CelArchive.Sink, CelStream.Sink {

  private final List<SetAside> aside;
  private final Map<String, List<SetAside>> byText;
  private final List<SetAside> cut;
  private final CelStream stream;
  private final LiveCalls live;
  private final Map<String, Call> calls = new HashMap<>();
  private final Map<SetAside, Set<String>> concerned = new HashMap<>();
  private final Map<SetAside, Set<String>> texts = new HashMap<>();

  RecordsHeardAgain(PbxProfile profile, List<SetAside> aside) {
    this.aside = aside;
    this.byText = aside.stream().collect(groupingBy(one -> plain(one.body())));
    this.cut = aside.stream().filter(SetAside::isCut).toList();
    this.stream = new CelStream(profile, this);
    this.live = new LiveCalls(profile);
  }

  /** What can be read now, with the calls that it concerns as the records tell them. */
  Map<SetAside, Collection<Call>> understood() {
    stream.flush();
    var found = new LinkedHashMap<SetAside, Collection<Call>>();
    for (var one : aside) {
      var linkedids = concerned.get(one);
      if (linkedids != null && isKnownAgain(one)) {
        found.put(one, calls.values().stream().filter(call -> isOf(call, linkedids)).toList());
      }
    }
    return found;
  }

  private boolean isKnownAgain(SetAside one) {
    return !one.isCut() || texts.getOrDefault(one, Set.of()).size() == 1;
  }

  private static boolean isOf(Call call, Set<String> linkedids) {
    return linkedids.contains(call.linkedid())
        || call.otherLinkedids().stream().anyMatch(linkedids::contains);
  }

  @Override
  public void row(CelRow row) {
    stream.take(row);
  }

  /** Told of rows that can be read. */
  @Override
  public void now(CelRow row) {
    var text = plain(row.line());
    Stream.concat(
            Stream.of(text, plain(String.join("\n", row.lines())))
                .flatMap(key -> byText.getOrDefault(key, List.of()).stream()),
            cut.stream().filter(one -> text.startsWith(plain(one.body()))))
        .distinct()
        .forEach(one -> {
          concerned.computeIfAbsent(one, _ -> new HashSet<>()).add(row.linkedid());
          texts.computeIfAbsent(one, _ -> new HashSet<>()).add(text);
        });
  }

  @Override
  public void event(long order, PbxEvent event) {
    live.hear(order, event).forEach(this::keep);
  }

  private void keep(CallEvent event) {
    if (event instanceof CallEvent.Absorbed absorbed) {
      calls.remove(absorbed.linkedid());
    }
    calls.put(event.call().linkedid(), event.call().fromRecords());
  }

  @Override
  public void broken(String reason, String line) {}

  /** Quotes are not told in the same way by all who set a line aside. */
  private static String plain(String text) {
    return text.replace("\0", "").replace("\"", "").strip();
  }
}
