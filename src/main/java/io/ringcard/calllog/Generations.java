package io.ringcard.calllog;

import io.ringcard.call.Call;
import io.ringcard.call.Call.Certainty;
import io.ringcard.calllog.CallLogSql.Line;
import io.ringcard.calllog.GenerationsSql.Known;
import io.ringcard.store.Db;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An exchange whose clock was set back, or that lost its count, may give a linked id twice. It is
 * proved when both calls were heard from their first to their last event and began at different
 * moments; then the later one gets a row of its own. Whatever is less certain is the same call.
 */
final class Generations {

  private static final Duration SAME_MOMENT = Duration.ofMillis(10);

  private final GenerationsSql sql = new GenerationsSql();

  /** Linked ids of calls that are not the ones of these rows, as it seems. */
  static Set<String> suspects(Collection<Call> calls, Map<String, CallRow> rows) {
    return calls.stream()
        .filter(call -> isAnother(call, rows.get(key(call))))
        .map(Call::linkedid)
        .collect(Collectors.toSet());
  }

  /** All these calls, the suspects under the generation that is theirs. */
  List<Call> place(Db tx, long pbxId, Collection<Call> calls, Set<String> suspects) {
    var known = sql.known(tx, pbxId, suspects);
    return calls.stream()
        .map(call -> suspects.contains(call.linkedid()) ? place(call, known) : call)
        .toList();
  }

  /** Under the row that began at the same moment, else under a new one if all others are proved. */
  private static Call place(Call call, List<Known> known) {
    var own = known.stream().filter(row -> row.linkedid().equals(call.linkedid())).toList();
    for (var row : own) {
      if (!row.whole() || isSame(row.startedAt(), call.startedAt())) {
        return call.withGeneration(row.generation());
      }
    }
    return call.withGeneration(own.getLast().generation() + 1);
  }

  private static boolean isAnother(Call call, @Nullable CallRow row) {
    return row != null
        && !row.open()
        && !call.gap()
        && call.certainty() == Certainty.LIVE
        && !isSame(row.startedAt(), call.startedAt());
  }

  private static boolean isSame(Instant one, @Nullable Instant other) {
    return other == null || Duration.between(one, other).abs().compareTo(SAME_MOMENT) <= 0;
  }

  private static String key(Call call) {
    return Line.key(call.linkedid(), call.generation());
  }
}
