package io.ringcard.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.cel.CelRow;
import io.ringcard.cel.CelSource;
import io.ringcard.cel.CelSource.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of events that grows, whichever server keeps it. What was added goes again. */
final class LiveTablesWalk {

  private static final Path CEL =
      Path.of("src/test/resources/ami/generated/inbound-answered/cel.csv");

  /** Opens the table as its exchange does. */
  interface Owner {
    Connection connect() throws SQLException;
  }

  private final Owner owner;
  private final String address;
  private final String password;
  private final List<String> read = new ArrayList<>();
  private long last;

  private LiveTablesWalk(Owner owner, String address, String password) {
    this.owner = owner;
    this.address = address;
    this.password = password;
  }

  static void walk(Owner owner, String address, String password) throws Exception {
    new LiveTablesWalk(owner, address, password).walk();
  }

  private void walk() throws Exception {
    var found = number("select coalesce(max(id), 0) from cel");
    try {
      exchangeWrites();
      var before = number("select max(id) from cel");
      assertThat(growing(null)).as("what was there before is history").isZero();
      var tables = open(null);
      read(tables);
      exchangeWrites();
      assertThat(read(tables)).isEqualTo(number("select count(*) from cel where id > " + before));
      assertThat(tables.knownUntil(Instant.EPOCH)).isEqualTo(Instant.EPOCH);
      restart(tables);
      gap(tables);
    } finally {
      run("delete from cel where id > " + found);
    }
  }

  /** From a mark in the middle, the rest comes again and nothing before it. */
  private void restart(CelSource tables) throws Exception {
    var mark = tables.markOf(last - 2);
    assertThat(growing(mark)).isEqualTo(3);
    assertThat(growing(tables.markOf(last + 1))).isZero();
  }

  /** A number that another connection still holds back is waited for, one that is lost is not. */
  private void gap(CelSource tables) throws Exception {
    var from = last;
    copy(from + 2);
    assertThat(read(tables)).as("one is on its way").isZero();
    copy(from + 1);
    assertThat(read(tables)).isEqualTo(2);
    copy(from + 4);
    assertThat(read(tables)).isZero();
    assertThat(read(tables)).as("it will never come").isOne();
    assertThat(read).as("everything once").doesNotHaveDuplicates();
  }

  private void exchangeWrites() throws Exception {
    var file = new CsvFiles(CEL);
    PastTables.fill(owner.connect(), file, file);
  }

  /** The last row once more, under that number. */
  private void copy(long id) throws SQLException {
    run(
        "insert into cel (id, eventtype, eventtime, cid_name, cid_num, cid_ani, cid_rdnis, cid_dnid, exten, context, channame,"
            + " appname, appdata, amaflags, accountcode, uniqueid, linkedid, peer, userdeftype, extra) select "
            + id
            + ", eventtype, eventtime, cid_name, cid_num, cid_ani, cid_rdnis, cid_dnid, exten, context, channame, appname,"
            + " appdata, amaflags, accountcode, uniqueid, linkedid, peer, userdeftype, extra from cel where id = "
            + last);
  }

  private CelSource open(@Nullable Mark mark) {
    return new LiveTables(address, () -> password, mark);
  }

  private int growing(@Nullable Mark mark) throws IOException {
    var counted = new Counting(new ArrayList<>());
    open(mark).read(counted);
    return counted.places().size();
  }

  private int read(CelSource tables) throws IOException {
    var counted = new Counting(new ArrayList<>());
    tables.read(counted);
    counted.places().forEach(place -> read.add("row " + place));
    last = counted.places().isEmpty() ? last : counted.places().getLast();
    return counted.places().size();
  }

  private long number(String sql) throws SQLException {
    try (var connection = owner.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void run(String sql) throws SQLException {
    try (var connection = owner.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  record Counting(List<Long> places) implements CelSource.Sink {

    @Override
    public void bytes(byte[] bytes, int count) {
      throw new IllegalStateException("a table has no bytes");
    }

    @Override
    public void nextFile(long place) {}

    @Override
    public void row(CelRow row, long place) {
      assertThat(row.uniqueid()).isNotEmpty();
      places.add(place);
    }
  }
}
