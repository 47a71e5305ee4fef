package io.ringcard.calllog;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.ami.Journal;
import io.ringcard.ami.JournalSettings;
import io.ringcard.store.Database;
import io.ringcard.testkit.FaultTable;
import io.ringcard.testkit.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What comes while the database takes nothing. */
class HeldFeedTest extends CallFeedStage {

  private final CallLog log = new CallLog(database.db(), new Anybody(), List.of(), List.of());

  @Override
  CallLog log() {
    return log;
  }

  /**
   * F07: the database stands still while more comes than can wait: counted, and read again from the
   * journal, with the rows of a run that nothing held up. Most of what comes is news of one call,
   * which makes but one row.
   */
  @Test
  void whatTheQueueCannotHoldIsReadAgain() throws IOException {
    var lines = new Played();
    var since = new long[1];
    try (var journal = Journal.open(JournalSettings.of(home), e -> {})) {
      var feed = feed(journal);
      database
          .db()
          .inTransaction(tx -> {
            tx.run("set local idle_in_transaction_session_timeout = 0");
            tx.run("lock table call in exclusive mode");
            lines.calls(journal, feed);
            lines.play(journal, feed, LONG_CALL);
            for (var times = 0; feed.overflows() == 0; times++) {
              assertThat(times).isLessThan(1_000);
              lines.play(journal, feed, news(times));
            }
            since[0] = System.nanoTime();
            lines.play(journal, feed, ITS_END);
            lines.calls(journal, feed);
            return feed;
          });
      settled(() -> assertThat(results()).hasSize(13).allMatch(row -> row.contains("closed")));
      assertThat(feed.overflows()).isOne();
      FaultTable.add(
          "F07 queue behind the reader overflows", 1, 0, 0, 0, System.nanoTime() - since[0]);
      assertThat(log.countSetAside()).isZero();
      var rows = results();
      hearsItselfAgain(journal, feed);
      feed.close();
      assertThat(rows).containsExactlyInAnyOrderElementsOf(undisturbed(lines.bytes(), 13));
    }
  }

  private static final String LONG_CALL =
      """
      Event: Newchannel
      Channel: PJSIP/trunk-000000ff
      ChannelState: 4
      CallerIDNum: 79000000199
      Exten: 74951230111
      Uniqueid: 1799999999.0
      Linkedid: 1799999999.0

      Event: MessageWaiting
      Channel: PJSIP/trunk-000000ff
      Uniqueid: 1799999999.0
      Linkedid: 1799999999.0

      """;

  private static final String ITS_END =
      """
      Event: Hangup
      Channel: PJSIP/trunk-000000ff
      Uniqueid: 1799999999.0
      Linkedid: 1799999999.0
      Cause: 16

      """;

  /** A thousand times that the message of that call has another name. */
  private static String news(int times) {
    return IntStream.range(0, 1_000)
        .mapToObj(i ->
            """
            Event: VarSet
            Channel: PJSIP/trunk-000000ff
            Uniqueid: 1799999999.0
            Linkedid: 1799999999.0
            Variable: VM_MESSAGEFILE
            Value: /var/spool/asterisk/voicemail/default/101/INBOX/%03d-%03d

            """
                .formatted(times, i))
        .collect(joining());
  }

  /** Each attempt is broken off by the database; nothing is wrong with any of the rows. */
  @Test
  void whileATableIsLockedRowsWait() throws IOException {
    database.execute(
        "alter database " + database.settings().database() + " set lock_timeout = '200ms'");
    var bytes = capture("interleaved-6");
    try (var own = Database.open(TestDatabase.vertx(), database.settings());
        var journal = Journal.open(JournalSettings.of(home), e -> {})) {
      var feed = feed(new CallLog(own, new Anybody(), List.of(), List.of()), journal);
      var lockedAt = Instant.now();
      database
          .db()
          .inTransaction(tx -> {
            tx.run("set local idle_in_transaction_session_timeout = 0");
            tx.run("lock table call in exclusive mode");
            play(journal, feed, bytes, 0, bytes.length);
            settled(() -> assertThat(feed.heldSince()).isAfterOrEqualTo(lockedAt));
            assertThat(feed.waiting()).isGreaterThan(Duration.ofSeconds(5));
            return feed;
          });
      settled(() -> assertThat(results()).hasSize(6).allMatch(row -> row.contains("closed")));
      settled(() -> assertThat(feed.heldSince()).isNull());
      assertThat(log.countSetAside()).isZero();
      assertThat(early).isEqualTo(ids());
      feed.close();
    }
  }

  /** Rows that the database never gets done together in time. */
  @Test
  void whatIsTooMuchAtOnceIsWrittenOneByOne() throws IOException {
    database
        .db()
        .run(
            """
            create function too_much() returns trigger language plpgsql as $$
            begin
              if (select count(*) from added) > 1 then
                raise sqlstate '57014';
              end if;
              return null;
            end $$
            """);
    database
        .db()
        .run(
            """
            create trigger too_much after insert on call referencing new table as added
            for each statement execute function too_much()
            """);
    var bytes = capture("interleaved-6");
    try (var journal = Journal.open(JournalSettings.of(home), e -> {})) {
      var feed = feed(journal);
      database
          .db()
          .inTransaction(tx -> {
            tx.run("lock table call in exclusive mode");
            play(journal, feed, bytes, 0, bytes.length);
            return feed;
          });
      settled(() -> assertThat(results()).hasSize(6).allMatch(row -> row.contains("closed")));
      assertThat(log.countSetAside()).isZero();
      var rows = results();
      feed.close();
      database.db().run("drop function too_much cascade");
      assertThat(undisturbed(bytes, 6)).isEqualTo(rows);
    }
  }

  private List<String> undisturbed(byte[] bytes, int calls) throws IOException {
    database.db().run("truncate call cascade");
    database.db().run("update pbx set checkpoint = 0");
    try (var journal = Journal.open(JournalSettings.of(home.resolve("undisturbed")), e -> {})) {
      var feed = feed(journal);
      play(journal, feed, bytes, 0, bytes.length);
      settled(() -> assertThat(results()).hasSize(calls).allMatch(row -> row.contains("closed")));
      feed.close();
    }
    return results();
  }
}
