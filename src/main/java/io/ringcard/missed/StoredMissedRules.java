package io.ringcard.missed;

import io.ringcard.setting.SettingGroup;
import io.ringcard.setting.StoredSettings;
import io.vertx.core.json.JsonObject;

/** The promise as administrators set it; read anew each time. */
public final class StoredMissedRules implements SettingGroup {

  private final StoredSettings settings;
  private final Runnable changed;

  /**
   * @param changed told when another promise is in force
   */
  StoredMissedRules(StoredSettings settings, Runnable changed) {
    this.settings = settings;
    this.changed = changed;
  }

  MissedRules now() {
    return MissedRules.of(settings.value(name()));
  }

  @Override
  public String name() {
    return "missed";
  }

  /** The contract says all there is to say. */
  @Override
  public void check(JsonObject value) {}

  @Override
  public void changed() {
    changed.run();
  }
}
