package io.ringcard.setting;

import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The settings as they are kept: read and changed group by group, each change with its author. */
public final class StoredSettings {

  private static final String VERSION = "version";

  private final Db db;
  private final Clock clock;
  private final SettingSql sql = new SettingSql();

  public StoredSettings(Db db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /** The group's members as they are now. */
  public JsonObject value(String group) {
    return sql.get(db, group).value();
  }

  /** The groups as the contract shows them: members, their version, who changed what last. */
  Map<String, JsonObject> views(List<SettingGroup> groups) {
    return views(db, groups);
  }

  private Map<String, JsonObject> views(Db at, List<SettingGroup> groups) {
    var views = new LinkedHashMap<String, JsonObject>();
    groups.forEach(group -> views.put(group.name(), view(at, group.name())));
    return views;
  }

  private JsonObject view(Db at, String group) {
    var stored = sql.get(at, group);
    var changed = new JsonObject();
    for (var change : sql.latest(at, group)) {
      changed.put(change.member(), Map.of("by", change.by(), "at", change.at()));
    }
    return stored.value().put("changed", changed).put(VERSION, stored.version());
  }

  /**
   * Changes the members that were sent, those of all groups or none.
   *
   * @param groups all that there are
   * @param sent by the group's name its members, and the version that they were made from
   */
  Map<String, JsonObject> change(List<SettingGroup> groups, JsonObject sent, Principal who) {
    return db.inTransaction(tx -> {
      groups.stream()
          .filter(group -> sent.containsKey(group.name()))
          .forEach(group -> change(tx, group, sent.getJsonObject(group.name()), who));
      return views(tx, groups);
    });
  }

  private void change(Db tx, SettingGroup group, JsonObject sent, Principal who) {
    var stored = sql.lock(tx, group.name());
    if (!Objects.equals(sent.getInteger(VERSION), stored.version())) {
      var current = Map.<String, Object>of("current", view(tx, group.name()));
      throw new Problem.Conflict(group.name() + ".version", "stale", current).asException();
    }
    var value = stored.value().copy();
    sent.forEach(member -> value.put(member.getKey(), member.getValue()));
    value.remove(VERSION);
    group.check(value);
    if (value.equals(stored.value())) {
      return;
    }
    sql.keep(tx, group.name(), value);
    for (var member : value.fieldNames()) {
      var before = stored.value().getValue(member);
      var now = value.getValue(member);
      if (!JsonArray.of(now).equals(JsonArray.of(before))) {
        sql.trace(tx, group.name(), member, before, now, who.userId(), clock.instant());
      }
    }
  }
}
