package io.ringcard.history;

import io.ringcard.cel.CelRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of an exchange, filled from files. */
final class PastTables {

  /** As the example of Asterisk's own documentation has them. */
  static final List<String> POSTGRESQL =
      List.of(
          """
          create table cdr (accountcode text, calldate timestamp, answer timestamp, "end" timestamp, clid text, src text,
            dst text, dcontext text, channel text, dstchannel text, lastapp text, lastdata text, duration integer,
            billsec integer, disposition text, uniqueid text, linkedid text, sequence integer, did text, recordingfile text)
          """,
          """
          create table cel (id serial, eventtype text, eventtime timestamp(6), cid_name text, cid_num text, cid_ani text,
            cid_rdnis text, cid_dnid text, exten text, context text, channame text, appname text, appdata text,
            amaflags integer, accountcode text, uniqueid text, linkedid text, peer text, userdeftype text, extra text)
          """);

  /** As FreePBX makes them: seconds are whole, a detail record has neither answer nor end. */
  static final List<String> FREEPBX =
      List.of(
          """
          create table cdr (calldate datetime not null default '1000-01-01 00:00:00', clid varchar(80) not null default '',
            src varchar(80) not null default '', dst varchar(80) not null default '', dcontext varchar(80) not null default '',
            channel varchar(80) not null default '', dstchannel varchar(80) not null default '',
            lastapp varchar(80) not null default '', lastdata varchar(80) not null default '', duration int not null default 0,
            billsec int not null default 0, disposition varchar(45) not null default '', amaflags int not null default 0,
            accountcode varchar(20) not null default '', uniqueid varchar(32) not null default '',
            userfield varchar(255) not null default '', did varchar(50) not null default '',
            recordingfile varchar(255) not null default '', cnum varchar(80) not null default '',
            cnam varchar(80) not null default '', outbound_cnum varchar(80) not null default '',
            outbound_cnam varchar(80) not null default '', dst_cnam varchar(80) not null default '',
            linkedid varchar(32) not null default '', peeraccount varchar(80) not null default '',
            sequence int not null default 0, key calldate (calldate), key uniqueid (uniqueid)) charset utf8mb4
          """,
          """
          create table cel (id int not null auto_increment primary key, eventtype varchar(30) not null, eventtime datetime not null,
            cid_name varchar(80) not null, cid_num varchar(80) not null, cid_ani varchar(80) not null,
            cid_rdnis varchar(80) not null, cid_dnid varchar(80) not null, exten varchar(80) not null,
            context varchar(80) not null, channame varchar(80) not null, appname varchar(80) not null,
            appdata varchar(255) not null, amaflags int not null, accountcode varchar(20) not null,
            uniqueid varchar(32) not null, linkedid varchar(32) not null, peer varchar(80) not null,
            userdeftype varchar(255) not null, extra varchar(512) not null,
            key uniqueid_index (uniqueid), key linkedid_index (linkedid)) charset utf8mb4
          """);

  private PastTables() {}

  static String cel(String address) {
    return (address.startsWith("mariadb") ? FREEPBX : POSTGRESQL).getLast();
  }

  static String cdr(String address) {
    return (address.startsWith("mariadb") ? FREEPBX : POSTGRESQL).getFirst();
  }

  static void create(Connection connection, List<String> tables) throws SQLException {
    try (connection;
        var statement = connection.createStatement()) {
      for (var table : tables) {
        statement.execute(table);
      }
    }
  }

  /** The rows of files, as the exchange would have written them here. */
  static void fill(Connection connection, @Nullable Source events, @Nullable Source details)
      throws SQLException, SourceFault {
    try (connection) {
      if (events != null) {
        try (var rows = events.events(null)) {
          for (var row = rows.next(); row != null; row = rows.next()) {
            event(connection, ((HistoryRow.Event) row).row());
          }
        }
      }
      if (details != null) {
        try (var rows = details.details(null)) {
          for (var row = rows.next(); row != null; row = rows.next()) {
            detail(connection, ((HistoryRow.Detail) row).row());
          }
        }
      }
    }
  }

  private static void event(Connection connection, CelRow row) throws SQLException {
    insert(
        connection,
        "insert into cel (eventtype, eventtime, cid_name, cid_num, cid_ani, cid_rdnis, cid_dnid,"
            + " exten, context, channame, appname, appdata, amaflags, accountcode, uniqueid,"
            + " linkedid, peer, userdeftype, extra) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            + " ?, ?, ?, ?, ?, ?)",
        row.event(),
        java.sql.Timestamp.valueOf(row.time()),
        row.name(),
        row.number(),
        row.ani(),
        row.rdnis(),
        row.dnid(),
        row.exten(),
        row.context(),
        row.channel(),
        row.application(),
        row.data(),
        3,
        row.account(),
        row.uniqueid(),
        row.linkedid(),
        row.peer(),
        row.userEvent(),
        row.extra());
  }

  private static void detail(Connection connection, CdrRow row) throws SQLException {
    insert(
        connection,
        "insert into cdr (calldate, clid, src, dst, dcontext, channel, dstchannel, lastapp,"
            + " lastdata, duration, billsec, disposition, uniqueid, linkedid, sequence, did,"
            + " recordingfile) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        java.sql.Timestamp.valueOf(row.start()),
        row.callerId(),
        row.source(),
        row.destination(),
        row.context(),
        row.channel(),
        row.calledChannel(),
        row.application(),
        row.data(),
        (int) row.untilEnd().toSeconds(),
        (int) row.billed().toSeconds(),
        row.disposition(),
        row.uniqueid(),
        row.linkedid(),
        (int) row.sequence(),
        row.did(),
        row.recording());
  }

  private static void insert(Connection connection, String sql, Object... values)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
