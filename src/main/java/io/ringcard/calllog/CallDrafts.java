package io.ringcard.calllog;

import io.ringcard.call.Call;
import io.ringcard.calllog.CallLogSql.Line;
import io.ringcard.calllog.CallRow.Participant;
import io.ringcard.client.ClientRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a heard call becomes once it is written: its line for the database, and its row and its view
 * for whoever cannot wait until they stand.
 */
public final class CallDrafts {

  private final CallerLookup callers;

  public CallDrafts(CallerLookup callers) {
    this.callers = callers;
  }

  /** See {@link CallerLookup#number}; empty also when there is none. */
  public Optional<String> number(long pbxId, Call call) {
    var signalled = Optional.ofNullable(CallLogSql.clean(call.externalNumber()));
    return signalled.flatMap(raw -> callers.number(pbxId, raw));
  }

  /** Whether it can be said at once who sits at the phones of this call. */
  public boolean knowsPeople(Call call) {
    return call.legs().stream().allMatch(leg -> callers.knowsWhoSatAt(leg.extension()));
  }

  Line line(
      long pbxId,
      Call call,
      @Nullable Long reserved,
      @Nullable String number,
      @Nullable Long clientId) {
    var startedAt = Optional.ofNullable(call.startedAt()).orElse(Instant.EPOCH);
    var participants = call.legs().stream().map(leg -> participant(pbxId, leg, startedAt)).toList();
    return new Line(call, reserved, startedAt, number, clientId, participants);
  }

  /** The row as it will be, of nobody yet. */
  public CallRow row(long id, long pbxId, Call call) {
    var line = line(pbxId, call, id, number(pbxId, call).orElse(null), null);
    return new CallRow(
        id,
        pbxId,
        call.linkedid(),
        call.open(),
        call.direction(),
        call.result(),
        line.number(),
        null,
        line.startedAt(),
        call.answeredAt(),
        call.endedAt(),
        millis(call.talkTime()),
        line.participants(),
        call.recordings());
  }

  /** The row of a client's call as people will see it: whatever else is known comes later. */
  public CallView view(CallRow row, Call call, @Nullable ClientRef client) {
    return new CallView(
        Long.toString(row.id()),
        call.open() ? "live" : "closed",
        callers.pbxName(row.pbxId()).orElse(""),
        row.linkedid(),
        CallLogSql.slug(row.direction()),
        slug(row.result()),
        call.cause() == null ? null : call.cause().code(),
        slug(call.endedBy()),
        row.number(),
        CallLogSql.clean(call.externalName()),
        client,
        null,
        call.operatorCalling(),
        null,
        CallLogSql.clean(call.dialled()),
        CallLogSql.clean(call.did()),
        CallLineJson.queues(call).toList(),
        row.startedAt(),
        row.answeredAt(),
        row.endedAt(),
        seconds(call.ringTime()),
        seconds(call.waitTime()),
        seconds(call.talkTime()),
        seconds(call.holdTime()),
        IntStream.range(0, call.legs().size())
            .mapToObj(i -> operator(call.legs().get(i), row.participants().get(i)))
            .toList(),
        call.transfers().stream().map(CallDrafts::transfer).toList(),
        List.of(),
        null,
        CallLineJson.certainty(call.certainty()),
        null,
        null,
        0);
  }

  private Participant participant(long pbxId, Call.Leg leg, Instant startedAt) {
    var at = Optional.ofNullable(leg.ringStartedAt()).orElse(startedAt);
    return new Participant(
        leg.extension(),
        callers.userAt(pbxId, leg.extension(), at).orElse(null),
        leg.result(),
        leg.ringStartedAt(),
        leg.answeredAt(),
        leg.endedAt(),
        millis(leg.talkTime()));
  }

  private CallView.Operator operator(Call.Leg leg, Participant part) {
    return new CallView.Operator(
        part.userId() == null ? null : part.userId().toString(),
        Optional.ofNullable(part.userId()).flatMap(callers::nameOf).orElse(null),
        leg.extension(),
        seconds(CallLineJson.between(leg.ringStartedAt(), leg.ringEndedAt())),
        seconds(part.talkMillis()),
        CallLogSql.slug(leg.result()));
  }

  private static CallView.Transfer transfer(Call.Transfer moved) {
    return new CallView.Transfer(
        CallLogSql.slug(moved.type()), moved.from(), moved.to(), moved.at(), moved.result());
  }

  private static @Nullable String slug(@Nullable Enum<?> value) {
    return value == null ? null : CallLogSql.slug(value);
  }

  private static @Nullable Long millis(@Nullable Duration time) {
    return Optional.ofNullable(time).map(Duration::toMillis).orElse(null);
  }

  private static @Nullable Double seconds(@Nullable Duration time) {
    return seconds(millis(time));
  }

  private static @Nullable Double seconds(@Nullable Long millis) {
    return millis == null ? null : millis / 1000.0;
  }
}
