package io.ringcard.dial;

import io.ringcard.kernel.Problem;
import io.ringcard.setting.SettingGroup;
import io.ringcard.setting.StoredSettings;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;

/** The rules of dialling as administrators set them; read anew for each call. */
public final class StoredDialRules implements SettingGroup {

  private final StoredSettings settings;
  private final Runnable changed;

  /**
   * @param changed told when other rules are in force
   */
  public StoredDialRules(StoredSettings settings, Runnable changed) {
    this.settings = settings;
    this.changed = changed;
  }

  public DialRules now() {
    return DialRules.of(settings.value(name()));
  }

  @Override
  public String name() {
    return "dialling";
  }

  @Override
  public void check(JsonObject value) {
    var rules = DialRules.of(value);
    unique("countries[%d]", rules.countries());
    unique("prefixes[%d].from", rules.prefixes().stream().map(DialRules.Prefix::from).toList());
  }

  private void unique(String field, List<String> values) {
    var seen = new HashSet<String>();
    for (var i = 0; i < values.size(); i++) {
      if (!seen.add(values.get(i))) {
        throw new Problem.Invalid(name() + "." + field.formatted(i), "twice").asException();
      }
    }
  }

  @Override
  public void changed() {
    changed.run();
  }
}
