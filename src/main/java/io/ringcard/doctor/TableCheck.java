package io.ringcard.doctor;

import io.ringcard.calllog.Witness;
import io.ringcard.doctor.Check.Paste;
import io.ringcard.history.LiveTables;
import io.ringcard.history.SourceFault;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/** The database in which the exchange records its calls: what keeps it from being read. */
final class TableCheck {

  private static final String KEY = "records";

  private final String address;

  private TableCheck(String address) {
    this.address = address;
  }

  /**
   * @param address of the database, without the password
   * @param withoutEvents what makes an exchange write events, where it writes none
   */
  static Check of(String address, String password, Paste... withoutEvents) {
    try {
      return LiveTables.witness(address, password) == Witness.EVENTS
          ? new Check(KEY, Check.Mark.OK, "records.table", List.of(address), List.of())
          : Check.warn(KEY, "records.details", address).paste(withoutEvents);
    } catch (SourceFault e) {
      return new TableCheck(address).away(e.reason(), withoutEvents);
    }
  }

  private Check away(String reason, Paste... withoutEvents) {
    return switch (reason) {
      case "refused" -> fail("refused", listening());
      case "denied", "password" -> fail("denied", grant(), secret());
      case "forbidden" -> fail("forbidden", grant());
      case "noTables" -> fail("noTables", withoutEvents);
      case "unknownHost", "noDatabase", "address" -> fail(reason, where());
      default -> fail("unreachable");
    };
  }

  private Check fail(String reason, Paste... mends) {
    return Check.fail(KEY, "records.away." + reason, address).paste(mends);
  }

  private boolean isPostgres() {
    return address.startsWith("postgresql:");
  }

  private Paste listening() {
    return isPostgres()
        ? Paste.into("place.postgresql", "listen_addresses = '*'")
        : Paste.into("place.mariadb", "bind-address = 0.0.0.0");
  }

  private Paste grant() {
    var uri = URI.create(address);
    var user = Objects.requireNonNullElse(uri.getUserInfo(), "ringcard");
    var database = uri.getPath().substring(1);
    return isPostgres()
        ? Paste.into(
            "place.database",
            "create role %1$s login password '…';\ngrant select on cel, cdr to %1$s;"
                .formatted(user))
        : Paste.into(
            "place.database",
            "create user '%1$s'@'%%' identified by '…';\ngrant select on %2$s.* to '%1$s'@'%%';"
                .formatted(user, database));
  }

  private static Paste secret() {
    return Paste.into(Paste.OURS, "celPassword: …");
  }

  private static Paste where() {
    return Paste.into(Paste.OURS, "cel: mariadb://ringcard@pbx.example.org/asteriskcdrdb");
  }
}
