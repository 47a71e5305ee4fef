package io.ringcard.staff;

import io.ringcard.kernel.Ref;
import org.jspecify.annotations.Nullable;

/** The contract's {@code User}. */
record UserView(
    String id,
    String login,
    String name,
    String role,
    @Nullable String extension,
    @Nullable String pbx,
    @Nullable Ref team,
    boolean active,
    int version) {

  static UserView of(User user) {
    return new UserView(
        Long.toString(user.id()),
        user.login(),
        user.name(),
        user.role().slug(),
        user.extension(),
        pbx(user.phone()),
        user.team(),
        user.active(),
        user.version());
  }

  private static @Nullable String pbx(@Nullable Phone phone) {
    return phone == null || phone.pbxId() == null ? null : phone.pbxId().toString();
  }
}
