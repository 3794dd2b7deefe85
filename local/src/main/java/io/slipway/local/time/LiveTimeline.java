package io.slipway.local.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A timeline that follows the machine's clock, {@code speed} times as fast, on one thread of its
 * own.
 */
public final class LiveTimeline implements Timeline, AutoCloseable {

  private final Instant start;
  private final long startNanos = System.nanoTime();
  private final double speed;
  private final Clock clock = new FastClock();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("timeline").daemon().factory());

  /**
   * @param start what time it is now
   * @param speed how many seconds of this timeline pass in a second; above 0
   */
  public LiveTimeline(Instant start, double speed) {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("speed must be above 0 but is " + speed);
    }
    this.start = start;
    this.speed = speed;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public Scheduled at(Instant due, Runnable work) {
    long delay = Duration.between(clock.instant(), due).toNanos();
    var future =
        thread.schedule(
            () -> runReporting(work), (long) (Math.max(0, delay) / speed), TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  private static void runReporting(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      var thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private final class FastClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return start.plusNanos((long) ((System.nanoTime() - startNanos) * speed));
    }
  }
}
