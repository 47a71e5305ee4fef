package io.ringcard.demo;

import io.ringcard.kernel.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody who works in the demo office; operators sit at the phone of the same name. */
record SampleUser(String login, Role role, @Nullable String extension) {

  static final List<SampleUser> ALL =
      List.of(
          new SampleUser("anna", Role.OPERATOR, "101"),
          new SampleUser("boris", Role.OPERATOR, "102"),
          new SampleUser("oleg", Role.OPERATOR, "103"),
          new SampleUser("dina", Role.OPERATOR, "104"),
          new SampleUser("sveta", Role.SUPERVISOR, null),
          new SampleUser("max", Role.MANAGER, null),
          new SampleUser("admin", Role.ADMINISTRATOR, null));

  /** Whose client it is: the first operator has two of five, the rest share the others. */
  static Phone ownerOf(int client) {
    return Phone.ALL.get(client % 5 < 2 ? 0 : client % 5 - 1);
  }

  boolean inTeam() {
    return role == Role.OPERATOR || role == Role.SUPERVISOR;
  }
}
