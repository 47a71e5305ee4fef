package io.ringcard.doctor;

import io.ringcard.cel.CelSpools;
import io.ringcard.doctor.Check.Paste;
import io.ringcard.history.LiveTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the exchange records its calls by itself (CEL, else CDR): the second witness. */
final class RecordChecks {

  private static final String KEY = "records";
  private static final Duration FRESH = Duration.ofDays(7);
  private static final Paste SETTING =
      Paste.into(Paste.OURS, "cel: /var/log/asterisk/cel-custom/Master.csv");
  private static final Paste SWITCH =
      new Paste(
          "cel.conf, [general]",
          "cel_general_custom.conf",
          "enable = yes\n"
              + "apps = dial,queue,mixmonitor,stopmixmonitor,park,pickup\n"
              + "events = CHAN_START,CHAN_END,ANSWER,HANGUP,APP_START,APP_END,BRIDGE_ENTER,"
              + "BRIDGE_EXIT,PARK_START,PARK_END,BLINDTRANSFER,ATTENDEDTRANSFER,PICKUP,FORWARD,"
              + "LOCAL_OPTIMIZE,USER_DEFINED,LINKEDID_END");
  private static final Paste FILE =
      Paste.into(
          "cel_custom.conf, [Master.csv] (Asterisk 22)",
          "format = dsv\nseparator_character = ,\nquote_character = \"\n"
              + "quote_escape_character = \"\nquoting_method = all\n"
              + "fields = EventTime,EventType,Name,Num,ani,rdnis,dnid,Exten,Context,ChanName,"
              + "AppName,AppData,AMAFlags,AccountCode,UniqueID,LinkedID,Peer,UserField,userdeftype,"
              + "EventExtra");
  private static final Paste FILE_UNTIL_21 =
      Paste.into(
          "cel_custom.conf, [mappings] (Asterisk 16 to 21)",
          "Master.csv => "
              + Stream.of(
                      "${eventtime}",
                      "${eventtype}",
                      "${CALLERID(name)}",
                      "${CALLERID(num)}",
                      "${CALLERID(ANI)}",
                      "${CALLERID(RDNIS)}",
                      "${CALLERID(DNID)}",
                      "${CHANNEL(exten)}",
                      "${CHANNEL(context)}",
                      "${CHANNEL(channame)}",
                      "${CHANNEL(appname)}",
                      "${CHANNEL(appdata)}",
                      "${CHANNEL(amaflags)}",
                      "${CHANNEL(accountcode)}",
                      "${CHANNEL(uniqueid)}",
                      "${CHANNEL(linkedid)}",
                      "${BRIDGEPEER}",
                      "${CHANNEL(userfield)}",
                      "${userdeftype}",
                      "${eventextra}")
                  .map("${CSV_QUOTE(%s)}"::formatted)
                  .collect(Collectors.joining(",")));

  /** How far a clock of another machine, where the file may lie, may be behind. */
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private static final Duration SILENT = Duration.ofMinutes(10);
  private static final Paste SEND =
      Paste.into("place.shell", "/usr/local/bin/ringcard-upload; echo $?");
  private static final Paste RELOAD = Paste.into("shell", "asterisk -rx 'module reload cel'");

  private RecordChecks() {}

  /**
   * One line; without a setting and without anything that was sent nothing can mend a gap.
   *
   * @param data where that lies which exchanges send
   * @param now when the examination began
   * @param called whether it has made the exchange attempt a call since
   */
  static Check of(Subject.Exchange exchange, Path data, Instant now, boolean called) {
    if (exchange.records().isEmpty()) {
      return CelSpools.heard(data.resolve("records"), exchange.id())
          .map(at -> sent(at, now))
          .orElseGet(() ->
              Check.fail(KEY, "records.unset").paste(SETTING, SWITCH, FILE, FILE_UNTIL_21, RELOAD));
    }
    var setting = exchange.records().get();
    return LiveTables.isDatabase(setting)
        ? TableCheck.of(setting, exchange.recordsPassword(), SWITCH, RELOAD)
        : file(Path.of(setting), now, called);
  }

  private static Check sent(Instant at, Instant now) {
    return at.isBefore(now.minus(SILENT))
        ? Check.fail(KEY, "records.silent", at).paste(SEND)
        : new Check(KEY, Check.Mark.OK, "records.sent", List.of(at), List.of());
  }

  private static Check file(Path file, Instant now, boolean called) {
    if (!Files.isRegularFile(file)) {
      return Check.fail(KEY, "records.missing", file).paste(SWITCH, FILE, FILE_UNTIL_21, RELOAD);
    }
    if (!Files.isReadable(file)) {
      return Check.fail(KEY, "records.unreadable", file)
          .paste(Paste.into("shell", "usermod -aG asterisk ringcard\nchmod g+r " + file));
    }
    try {
      var written = Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS);
      if (called && written.isBefore(now.minus(AT_ONCE))) {
        return Check.warn(KEY, "records.still", file, written).paste(SWITCH, RELOAD);
      }
      return written.isBefore(now.minus(FRESH))
          ? Check.warn(KEY, "records.old", file, written).paste(SWITCH, RELOAD)
          : Check.ok(KEY, file, written);
    } catch (IOException e) {
      return Check.fail(KEY, "records.missing", file).paste(SWITCH, FILE, FILE_UNTIL_21, RELOAD);
    }
  }
}
