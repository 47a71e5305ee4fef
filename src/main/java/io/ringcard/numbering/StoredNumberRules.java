package io.ringcard.numbering;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.ringcard.kernel.Problem;
import io.ringcard.kernel.ProblemException;
import io.ringcard.setting.SettingGroup;
import io.ringcard.setting.StoredSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules in force. Kept in memory, for numbers are read while a phone rings and while the
 * database is away; a change by another server is seen some seconds later.
 */
public final class StoredNumberRules implements SettingGroup {

  private static final Logger LOG = LoggerFactory.getLogger(StoredNumberRules.class);
  private static final int LATEST = 10_000;
  private static final long FRESH_NANOS = 5_000_000_000L;

  private final StoredSettings settings;
  private final AtomicLong readAt = new AtomicLong();
  private volatile InForce now;

  /** Each call's number is asked for at each of its changes. */
  private record InForce(JsonObject value, LoadingCache<Signalled, Reading> readings) {}

  private record Signalled(long pbxId, String number, String region) {}

  /** Reads what is in force now. */
  public StoredNumberRules(StoredSettings settings) {
    this.settings = settings;
    now = inForce(settings.value(name()));
    readAt.set(System.nanoTime());
  }

  /**
   * What a number means that this exchange signalled.
   *
   * @param region of the exchange, ISO 3166
   */
  public Reading read(long pbxId, String signalled, String region) {
    refresh();
    return now.readings().get(new Signalled(pbxId, signalled, region));
  }

  private InForce inForce(JsonObject value) {
    var rules = of(value, (stored, _) -> NumberRules.understood(stored));
    return new InForce(
        value,
        Caffeine.newBuilder()
            .maximumSize(LATEST)
            .build(one ->
                rules
                    .getOrDefault(one.pbxId(), NumberRules.NONE)
                    .read(one.number(), one.region())));
  }

  private void refresh() {
    var before = readAt.get();
    var at = System.nanoTime();
    if (at - before > FRESH_NANOS && readAt.compareAndSet(before, at)) {
      Thread.startVirtualThread(this::changed);
    }
  }

  @Override
  public String name() {
    return "numbers";
  }

  @Override
  public void check(JsonObject value) {
    of(value, NumberRules::of);
  }

  @Override
  public synchronized void changed() {
    try {
      var value = settings.value(name());
      if (!value.equals(now.value())) {
        now = inForce(value);
      }
    } catch (ProblemException e) {
      LOG.debug("the rules for numbers stay as they were read last: {}", e.problem());
    }
  }

  private Map<Long, NumberRules> of(
      JsonObject value, BiFunction<JsonArray, String, NumberRules> read) {
    var all = value.getJsonArray("exchanges");
    var byPbx = new HashMap<Long, NumberRules>();
    for (var i = 0; i < all.size(); i++) {
      var exchange = all.getJsonObject(i);
      var field = name() + ".exchanges[" + i + "]";
      var rules = read.apply(exchange.getJsonArray("rules"), field + ".rules");
      if (byPbx.put(Long.valueOf(exchange.getString("pbx")), rules) != null) {
        throw new Problem.Invalid(field + ".pbx", "twice").asException();
      }
    }
    return byPbx;
  }
}
