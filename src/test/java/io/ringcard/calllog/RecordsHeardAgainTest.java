package io.ringcard.calllog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcard.ami.Journal;
import io.ringcard.ami.JournalSettings;
import io.ringcard.call.Call;
import io.ringcard.call.LiveCalls;
import io.ringcard.calllog.CallLog.Written;
import io.ringcard.cel.CelFiles;
import io.ringcard.history.Gathered;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.store.Db;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines of the exchange's own records that were set aside are heard again. */
class RecordsHeardAgainTest extends CelFeedStage {

  private static final PbxProfile PROFILE = PbxProfile.standard();

  private final List<Written> told = new ArrayList<>();
  private Journal journal;

  @BeforeEach
  void openJournal() throws IOException {
    journal = Journal.open(JournalSettings.of(home.resolve("journal")), e -> {});
  }

  @AfterEach
  void closeJournal() throws IOException {
    journal.close();
  }

  @Test
  void lineWhoseEndCameAfterTheFileWasRenamed() throws IOException {
    var rotated = rotatedInTheMiddleOf("inbound-answered");
    assertThat(certainties()).as("a call without its end").isEmpty();
    assertThat(log.countSetAside()).isOne();
    assertThat(again()).as("still cut off").isEqualTo(new SecondHearing.Result(0, 0, 1));
    Files.writeString(rotated, rest("inbound-answered"), StandardOpenOption.APPEND);
    assertThat(again()).isEqualTo(new SecondHearing.Result(1, 1, 0));
    assertThat(rows("main")).singleElement().extracting(Told::state).isEqualTo("closed");
    assertThat(certainties()).containsExactly("recovered");
    assertThat(told).hasSize(1);
    assertThat(effects).as("nothing is set off").isEmpty();
    assertThat(again()).isEqualTo(new SecondHearing.Result(0, 0, 0));
  }

  @Test
  void packedFileIsLookedThrough() throws IOException {
    var rotated = rotatedInTheMiddleOf("inbound-answered");
    Files.writeString(rotated, rest("inbound-answered"), StandardOpenOption.APPEND);
    try (OutputStream packed =
        new GZIPOutputStream(Files.newOutputStream(home.resolve("Master.csv.1.gz")))) {
      Files.copy(rotated, packed);
    }
    Files.delete(rotated);
    assertThat(again().handled()).isOne();
  }

  @Test
  void lineCutSoShortThatManyBeginLikeItStaysAside() throws IOException {
    records("inbound-answered");
    settle("main");
    log.setAside(pbx, "CEL cut off", "\"");
    assertThat(again()).isEqualTo(new SecondHearing.Result(0, 0, 1));
  }

  /** As if a former version had not been able to read the time of that row. */
  @Test
  void rowThatCanBeReadNowChangesWhatWasToldWithoutIt() throws IOException {
    var lines = Files.readString(CAPTURES.resolve("inbound-answered/cel.csv")).split("(?<=\n)");
    var whole = new ArrayList<>(List.of(lines));
    var answer = whole.stream().filter(line -> line.contains("\"BRIDGE_ENTER\"")).toList();
    whole.removeAll(answer);
    append(String.join("", whole));
    settle("main");
    var without = rows("main").getFirst();
    Files.writeString(master, String.join("", lines));
    answer.forEach(line -> log.setAside(pbx, "CEL time", line.strip()));
    log.setAside(pbx, "CEL 3 fields", "one,two,three");
    assertThat(again()).isEqualTo(new SecondHearing.Result(answer.size(), 1, 1));
    var with = rows("main").getFirst();
    assertThat(with.what()).isNotEqualTo(without.what());
    assertThat(with.talked()).isPositive();
    assertThat(rows("main")).hasSize(1);
  }

  @Test
  void whatTheLiveStreamHeardWholeStands() throws IOException {
    var events = events("inbound-answered");
    hear("main", events, events.size(), events.size());
    records("inbound-answered");
    var line = Files.readAllLines(master).get(3);
    log.setAside(pbx, "CEL time", line);
    var before = everything();
    assertThat(again()).isEqualTo(new SecondHearing.Result(1, 0, 0));
    assertThat(rows("main")).hasSize(1);
    assertThat(certainties()).containsExactly("live");
    assertThat(before).hasSize(1);
  }

  @Test
  void whatWasToldStandsWhenTellingItAgainFails() throws Exception {
    records("inbound-answered");
    settle("main");
    var before = everything();
    var whole =
        Gathered.of(List.of(CAPTURES.resolve("inbound-answered/cel.csv")), List.of(), PROFILE);
    var failing = new CallLog(database.db(), new Anybody(), List.of(new Failing()), List.of());
    assertThatThrownBy(() -> failing.settleAgain(pbx, whole.getFirst())).hasMessage("no more disk");
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void whatWasToldStandsWhenLessIsKnownNow() throws IOException {
    records("inbound-answered");
    settle("main");
    var before = rows("main");
    assertThat(log.settleAgain(pbx, withoutEnd("inbound-answered"))).hasValue(List.of());
    var events = events("inbound-answered");
    hear("main", events, events.size() / 2, events.size());
    assertThat(rows("main")).as("a part that was heard tells nothing new").isEqualTo(before);
  }

  private static Call withoutEnd(String capture) throws IOException {
    var live = new LiveCalls(PROFILE);
    var events = events(capture);
    for (var i = 0; i < events.size() / 2; i++) {
      live.hear(i, events.get(i));
    }
    return live.giveUpAll(events.size()).getLast().call().fromRecords();
  }

  private static final class Failing implements CallWritten {

    @Override
    public void written(Db transaction, @Nullable CallRow before, CallRow after) {}

    @Override
    public void recovered(Db transaction, List<Written> changes) {
      throw new IllegalStateException("no more disk");
    }
  }

  private Path rotatedInTheMiddleOf(String capture) throws IOException {
    append(half(capture));
    feed.round();
    var rotated = home.resolve("Master.csv.1");
    Files.move(master, rotated);
    append("");
    settle("main");
    return rotated;
  }

  /** Up to the middle of a row in the middle. */
  private static String half(String capture) throws IOException {
    var text = Files.readString(CAPTURES.resolve(capture).resolve("cel.csv"));
    return text.substring(0, text.lastIndexOf('\n', text.length() / 2) - 40);
  }

  private static String rest(String capture) throws IOException {
    var text = Files.readString(CAPTURES.resolve(capture).resolve("cel.csv"));
    return text.substring(half(capture).length());
  }

  private SecondHearing.Result again() throws IOException {
    return new SecondHearing(
            database.db(), pbx, PROFILE, journal, CelFiles.of(master), log, told::addAll)
        .run();
  }
}
