package io.ringcard.calllog;

import static java.util.stream.Collectors.toSet;

import io.ringcard.call.Call;
import io.ringcard.call.CallEvent;
import io.ringcard.calllog.CallLogSql.Line;
import io.ringcard.store.Db;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be written of calls: with their client, which a row that stands keeps. */
final class CallLines {

  private final CallerLookup callers;
  private final CallDrafts drafts;

  CallLines(CallerLookup callers) {
    this.callers = callers;
    this.drafts = new CallDrafts(callers);
  }

  /** The calls of a batch as it leaves them. */
  static Collection<Call> latest(List<CallEvent> batch) {
    var last = new LinkedHashMap<String, Call>();
    for (var event : batch) {
      last.put(key(event.call()), event.call());
      if (event instanceof CallEvent.Absorbed(var linkedid, var generation, var into)) {
        last.remove(Line.key(linkedid, generation));
      }
    }
    return last.values();
  }

  /**
   * @param before the rows that stand, by {@link Line#key}
   * @param reserved ids for those that have none, likewise
   */
  List<Line> of(
      Db tx,
      long pbxId,
      Collection<Call> calls,
      Map<String, CallRow> before,
      Map<String, Long> reserved) {
    var numbers = new HashMap<Call, String>();
    calls.forEach(
        call -> drafts.number(pbxId, call).ifPresent(number -> numbers.put(call, number)));
    var unknown =
        numbers.keySet().stream()
            .filter(call -> clientId(before.get(key(call))) == null)
            .map(numbers::get)
            .collect(toSet());
    var clients = unknown.isEmpty() ? Map.<String, Long>of() : callers.clientsOf(tx, unknown);
    return calls.stream()
        .map(call -> {
          var number = numbers.get(call);
          var known = clientId(before.get(key(call)));
          var client = known == null && number != null ? clients.get(number) : known;
          return drafts.line(pbxId, call, reserved(reserved, call), number, client);
        })
        .toList();
  }

  /** What was reserved for a linked id holds for the generation that the call got. */
  private static @Nullable Long reserved(Map<String, Long> ids, Call call) {
    var own = ids.get(key(call));
    return own == null ? ids.get(Line.key(call.linkedid(), 0)) : own;
  }

  private static @Nullable Long clientId(@Nullable CallRow row) {
    return row == null ? null : row.clientId();
  }

  private static String key(Call call) {
    return Line.key(call.linkedid(), call.generation());
  }
}
