package io.ringcard.exchange;

import io.ringcard.exchange.ExchangeSql.WithSecret;
import io.ringcard.http.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code Exchange}: without the secret, of which only is told whether it is set.
 *
 * @param live how it stands; null when it is switched off
 */
record ExchangeView(
    String id,
    String name,
    @Nullable String host,
    int port,
    boolean tls,
    @Nullable String certificate,
    @Nullable String user,
    boolean secretSet,
    String channel,
    String context,
    @Nullable String recordings,
    @Nullable String cel,
    List<String> phones,
    List<String> trunks,
    List<String> ownNumbers,
    String region,
    String language,
    boolean enabled,
    boolean fromFile,
    int version,
    @Nullable Live live) {

  /** What a person wants to know of a link. */
  record Live(
      boolean up,
      Instant since,
      @Nullable String reason,
      @Nullable String by,
      @Nullable String asterisk,
      @Nullable String systemName,
      long events,
      @Nullable Instant lastEvent,
      @Nullable Double skewSeconds,
      Status.@Nullable Records records) {

    static Live of(Status.Link link, @Nullable Pulse pulse) {
      return new Live(
          link.up(),
          link.since(),
          link.reason(),
          link.by(),
          pulse == null ? null : pulse.version(),
          pulse == null ? null : pulse.systemName(),
          pulse == null ? 0 : pulse.events(),
          pulse == null ? null : pulse.lastEvent(),
          pulse == null ? null : pulse.skewSeconds(),
          link.records());
    }
  }

  static ExchangeView of(WithSecret one, @Nullable Live live) {
    var exchange = one.exchange();
    return new ExchangeView(
        Long.toString(exchange.id()),
        exchange.name(),
        exchange.host(),
        exchange.port(),
        exchange.tls(),
        exchange.certificate(),
        exchange.user(),
        !one.secret().isEmpty(),
        exchange.channel(),
        exchange.context(),
        exchange.recordings(),
        exchange.cel(),
        exchange.phones(),
        exchange.trunks(),
        exchange.ownNumbers(),
        exchange.region(),
        exchange.language(),
        exchange.enabled(),
        exchange.fromFile(),
        exchange.version(),
        live);
  }
}
