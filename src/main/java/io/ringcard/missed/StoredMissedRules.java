package io.ringcard.missed;

import io.ringcard.kernel.Problem;
import io.ringcard.setting.SettingGroup;
import io.ringcard.setting.StoredSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Objects;

/** The promise as administrators set it; read anew each time. */
public final class StoredMissedRules implements SettingGroup {

  private final StoredSettings settings;
  private final ZoneId zone;
  private final Clock clock;
  private final Runnable changed;

  /**
   * @param zone whose clock the working hours are by
   * @param changed told when another promise is in force
   */
  StoredMissedRules(StoredSettings settings, ZoneId zone, Clock clock, Runnable changed) {
    this.settings = settings;
    this.zone = zone;
    this.clock = clock;
    this.changed = changed;
  }

  MissedRules now() {
    return MissedRules.of(settings.value(name()), zone);
  }

  @Override
  public String name() {
    return "missed";
  }

  @Override
  public void check(JsonObject value) {
    checkClosed(value.getJsonArray("closed"));
    var rules = MissedRules.of(value, zone);
    var week = rules.hours().week();
    for (var i = 0; i < week.size(); i++) {
      var day = week.get(i);
      if (day != null && !day.isForward()) {
        throw invalid("week[" + i + "].to", "before-start");
      }
    }
    if (week.stream().allMatch(Objects::isNull)) {
      throw invalid("week", "required");
    }
    if (rules.isShorterThanRest(clock.instant())) {
      throw invalid("days", "shorter-than-rest");
    }
  }

  private void checkClosed(JsonArray dates) {
    var seen = new HashSet<LocalDate>();
    for (var i = 0; i < dates.size(); i++) {
      try {
        if (!seen.add(LocalDate.parse(dates.getString(i)))) {
          throw invalid("closed[" + i + "]", "twice");
        }
      } catch (DateTimeParseException e) {
        throw invalid("closed[" + i + "]", "format");
      }
    }
  }

  private RuntimeException invalid(String member, String reason) {
    return new Problem.Invalid(name() + "." + member, reason).asException();
  }

  @Override
  public void changed() {
    changed.run();
  }
}
