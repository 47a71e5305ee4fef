package io.ringcard.setting;

import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
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
    routes.on("getSettings", request -> all()).on("patchSettings", this::patch);
  }

  private Map<String, JsonObject> all() {
    var all = new LinkedHashMap<String, JsonObject>();
    groups.forEach(group -> all.put(group.name(), settings.view(group.name())));
    return all;
  }

  private Map<String, JsonObject> patch(Request request) {
    var sent = request.body(JsonObject.class);
    var meant = groups.stream().filter(group -> sent.containsKey(group.name())).toList();
    settings.change(meant, sent, request.principal());
    meant.forEach(SettingGroup::changed);
    return all();
  }
}
