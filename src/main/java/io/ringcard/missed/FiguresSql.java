package io.ringcard.missed;

import io.ringcard.kernel.Ref;
import io.ringcard.store.Db;
import java.util.HashMap;
import java.util.Map;

/** Names of those that figures are about. */
final class FiguresSql {

  private static final String TEAMS = "select id, name from team";

  Map<Long, Ref> teams(Db db) {
    var teams = new HashMap<Long, Ref>();
    db.list(TEAMS, row -> Ref.of(row.getLong("id"), row.getString("name")))
        .forEach(team -> teams.put(Long.valueOf(team.id()), team));
    return teams;
  }

  private record Member(long user, long team) {}

  private static final String MEMBERS =
      "select id, team_id from app_user where team_id is not null";

  /** The team of each person who has one. */
  Map<Long, Long> members(Db db) {
    var members = new HashMap<Long, Long>();
    db.list(MEMBERS, row -> new Member(row.getLong("id"), row.getLong("team_id")))
        .forEach(member -> members.put(member.user(), member.team()));
    return members;
  }
}
