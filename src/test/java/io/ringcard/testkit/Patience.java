package io.ringcard.testkit;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** How long is waited, where a test does not say it, for what a loaded machine may do late. */
public final class Patience implements TestExecutionListener {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    Awaitility.setDefaultTimeout(LIMIT);
    PlaywrightAssertions.setDefaultAssertionTimeout(LIMIT.toMillis());
  }
}
