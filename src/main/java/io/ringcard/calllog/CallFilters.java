package io.ringcard.calllog;

import io.ringcard.calllog.CallFilter.Certainty;
import io.ringcard.calllog.CallFilter.Cursor;
import io.ringcard.calllog.CallFilter.Hours;
import io.ringcard.calllog.CallFilter.Segment;
import io.ringcard.http.Request;
import io.ringcard.kernel.Problem;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A filter as the contract's parameters say it. */
final class CallFilters {

  private final ZoneId zone;

  /**
   * @param zone of the installation, whose hours and weekdays are asked for
   */
  CallFilters(ZoneId zone) {
    this.zone = zone;
  }

  CallFilter of(Request request) {
    return new CallFilter(
        request.findInstant("from").orElse(null),
        request.findInstant("to").orElse(null),
        request.findLong("operator").orElse(null),
        request.findLong("team").orElse(null),
        request.findLong("client").orElse(null),
        request.find("number").map(number -> number.replaceAll("[^0-9]", "")).orElse(null),
        request.find("direction").orElse(null),
        request.find("result").orElse(null),
        request.findLong("outcome").orElse(null),
        request.find("queue").orElse(null),
        request.findLong("pbx").orElse(null),
        request.findBoolean("recording").orElse(null),
        request
            .find("certainty")
            .map(certainty -> Certainty.valueOf(certainty.toUpperCase(Locale.ROOT)))
            .orElse(null),
        request.findInt("minTalk").orElse(null),
        request.findInt("maxTalk").orElse(null),
        request
            .find("segment")
            .map(segment -> Segment.valueOf(segment.toUpperCase(Locale.ROOT)))
            .orElse(null),
        hours(request),
        request.find("cursor").map(CallFilters::cursor).orElse(null),
        request.findInt("limit").orElse(50));
  }

  private @Nullable Hours hours(Request request) {
    var weekday = request.findInt("weekday").orElse(null);
    var hour = request.findInt("hour").orElse(null);
    return weekday == null && hour == null ? null : new Hours(weekday, hour, zone);
  }

  private static Cursor cursor(String text) {
    return Cursor.parse(text)
        .orElseThrow(() -> new Problem.Invalid("cursor", "unknown").asException());
  }
}
