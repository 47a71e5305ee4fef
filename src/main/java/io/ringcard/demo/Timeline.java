package io.ringcard.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo's own time: runs what is due, one thing after another on one thread, so that whatever it
 * runs needs no locks. While something runs {@link #now} is the moment it was due, not the moment
 * the machine came to it: a busy machine does not stretch the calls. With a speed other than 1 the
 * clock runs that much faster than the wall's.
 */
final class Timeline implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Timeline.class);
  private static final Duration ASLEEP = Duration.ofSeconds(2);

  private final double speed;
  private final Instant start;
  private final long startNanos = System.nanoTime();
  private final PriorityQueue<Task> waiting =
      new PriorityQueue<>(Comparator.comparing(Task::due).thenComparing(Task::order));
  private final LinkedBlockingQueue<Runnable> asked = new LinkedBlockingQueue<>();
  private final Thread thread;
  private Instant now;
  private long order;
  private volatile boolean closed;

  private record Task(Instant due, long order, Runnable work) {}

  Timeline(Instant start, double speed) {
    this.start = start;
    this.speed = speed;
    this.now = start;
    this.thread = Thread.ofPlatform().daemon().name("demo-exchange").unstarted(this::run);
  }

  void begin() {
    thread.start();
  }

  /** The moment of what is running; only for what runs on the timeline. */
  Instant now() {
    return now;
  }

  /** Runs the work later; only for what runs on the timeline. */
  void after(Duration delay, Runnable work) {
    waiting.add(new Task(now.plus(delay), order++, work));
  }

  /** Runs the work as soon as possible; from any thread. */
  void ask(Runnable work) {
    asked.add(work);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    while (!closed) {
      try {
        step();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.error("a step of the demo exchange failed", e);
      }
    }
  }

  private void step() throws InterruptedException {
    var next = waiting.peek();
    var wait = next == null ? Duration.ofSeconds(1) : Duration.between(clock(), next.due());
    var request =
        wait.isPositive()
            ? asked.poll((long) Math.ceil(wait.toNanos() / speed), TimeUnit.NANOSECONDS)
            : asked.poll();
    var due = next == null || next.due().isAfter(clock()) ? null : next;
    if (request != null) {
      now = later(now, due == null ? clock() : due.due());
      request.run();
    } else if (due != null) {
      waiting.poll();
      var late = Duration.between(due.due(), clock()).compareTo(ASLEEP) > 0 && speed == 1;
      now = later(now, late ? clock() : due.due());
      due.work().run();
    }
  }

  private Instant clock() {
    return start.plusNanos((long) ((System.nanoTime() - startNanos) * speed));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
