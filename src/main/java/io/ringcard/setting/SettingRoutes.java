package io.ringcard.setting;

import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** The stored settings over HTTP. */
public final class SettingRoutes {

  private final StoredSettings settings;
  private final List<SettingGroup> groups;

  public SettingRoutes(StoredSettings settings, List<SettingGroup> groups) {
    this.settings = settings;
    this.groups = List.copyOf(groups);
  }

  public void addTo(Routes routes) {
    routes.on("getSettings", request -> settings.views(groups)).on("patchSettings", this::patch);
  }

  private Map<String, JsonObject> patch(Request request) {
    var sent = request.body(JsonObject.class);
    var all = settings.change(groups, sent, request.principal());
    groups.stream().filter(group -> sent.containsKey(group.name())).forEach(SettingGroup::changed);
    return all;
  }
}
