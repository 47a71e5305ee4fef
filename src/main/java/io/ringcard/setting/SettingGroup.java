package io.ringcard.setting;

import io.vertx.core.json.JsonObject;

/** Settings that belong together; the contract has their members, the schema their first values. */
public interface SettingGroup {

  /** Its name in the table and the member of the contract's {@code Settings}. */
  String name();

  /**
   * Looks at a value that fits the contract before it is kept.
   *
   * @throws io.ringcard.kernel.ProblemException Invalid, for members that do not go together
   */
  void check(JsonObject value);

  /** A change is in force. */
  void changed();
}
