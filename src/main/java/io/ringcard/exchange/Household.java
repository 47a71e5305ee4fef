package io.ringcard.exchange;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringcard.calllog.CallHeard;
import io.ringcard.calllog.CallLog;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.flight.Flights;
import io.ringcard.records.RecordsRoom;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What all exchanges of a server share.
 *
 * @param data folder for their journals
 * @param heard told of calls while they go on
 * @param after told of each batch of calls once it stands
 * @param folders told where the recordings of each exchange lie
 * @param records where the own records of each exchange come from
 * @param flights look into the journals of exchanges
 * @param changed told when a link goes up or down, or an exchange comes or goes; must not wait
 */
public record Household(
    CallLog log,
    Path data,
    Clock clock,
    MeterRegistry metrics,
    CallHeard heard,
    Consumer<List<Written>> after,
    Consumer<Map<Long, Path>> folders,
    RecordsRoom records,
    Flights flights,
    Runnable changed) {}
