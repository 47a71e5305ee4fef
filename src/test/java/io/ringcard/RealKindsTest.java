package io.ringcard;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.ringcard.testkit.AsteriskContainer.Version;
import io.ringcard.testkit.AtOnce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * {@link KindsOfCalls} on the newest and on the eldest exchange that is supported, side by side: a
 * call is mostly waiting.
 */
@Tag("asterisk")
class RealKindsTest {

  @TempDir static Path homes;
  private static final List<KindsOfCalls> EXCHANGES = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() {
    AtOnce.each(Arrays.asList(Version.values()), RealKindsTest::open);
    assumeFalse(EXCHANGES.isEmpty(), "no image of an exchange here");
  }

  @AfterAll
  static void stop() {
    AtOnce.each(EXCHANGES, KindsOfCalls::close);
  }

  @AfterEach
  void nobodyIsThere() {
    onEach(KindsOfCalls::nobodyIsThere);
  }

  @Test
  void answeredRefusedAndDialledOut() {
    onEach(KindsOfCalls::answeredRefusedAndDialledOut);
  }

  @Test
  void givenUpByEitherSideAndHeld() {
    onEach(KindsOfCalls::givenUpByEitherSideAndHeld);
  }

  @Test
  void handedOnWithoutAsking() {
    onEach(KindsOfCalls::handedOnWithoutAsking);
  }

  @Test
  void handedOnAfterAskingWhileAnotherClicks() {
    onEach(KindsOfCalls::handedOnAfterAskingWhileAnotherClicks);
  }

  @Test
  void parkedAndFetchedWhileAnotherIsPickedUp() {
    onEach(KindsOfCalls::parkedAndFetchedWhileAnotherIsPickedUp);
  }

  @Test
  void theSecondOfTheQueueAnswersWhileTwoColleaguesTalk() {
    onEach(KindsOfCalls::theSecondOfTheQueueAnswersWhileTwoColleaguesTalk);
  }

  @Test
  void leftInTheQueueWhileNobodyIsThereForOthers() {
    onEach(KindsOfCalls::leftInTheQueueWhileNobodyIsThereForOthers);
  }

  @Test
  void oneOfTheGroupAnswers() {
    onEach(KindsOfCalls::oneOfTheGroupAnswers);
  }

  /** What is missing on this machine is left out, and is an error where nothing may be. */
  private static void open(Version version) {
    try {
      EXCHANGES.add(new KindsOfCalls(version, homes.resolve(version.name())));
    } catch (TestAbortedException e) {
      System.out.println(version + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void onEach(Consumer<KindsOfCalls> kind) {
    AtOnce.each(EXCHANGES, kind);
  }
}
