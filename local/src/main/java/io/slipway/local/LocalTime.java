package io.slipway.local;

import io.slipway.local.time.LiveTimeline;
import io.slipway.local.time.Timeline;
import io.slipway.local.time.VirtualTimeline;
import io.slipway.runtime.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/**
 * Time in one local Slipway.
 *
 * @param pause how a handler lets time pass
 * @param workers where handlers run; the caller's thread where time is virtual
 */
record LocalTime(Timeline timeline, Platform.Pause pause, Executor workers)
    implements AutoCloseable {

  /**
   * @param threads where handlers run where time is real
   */
  static LocalTime of(Setup setup, Instant start, Executor threads) {
    if (setup.surroundings().isPresent()) {
      var simulation = setup.surroundings().get();
      return new LocalTime(
          simulation.timeline(), simulation.pause(), simulation.workers().executor());
    }
    if (setup.isVirtual()) {
      var virtual = new VirtualTimeline(start);
      return new LocalTime(virtual, virtual::runFor, Runnable::run);
    }
    var live = new LiveTimeline(start, setup.speed());
    return new LocalTime(
        live, duration -> await(live, duration), work -> compute(live, work, threads));
  }

  private static void await(LiveTimeline live, Duration duration) throws InterruptedException {
    var over = new CountDownLatch(1);
    live.after(duration, over::countDown);
    live.computed();
    try {
      over.await();
    } finally {
      live.computing();
    }
  }

  private static void compute(LiveTimeline live, Runnable work, Executor threads) {
    live.computing();
    threads.execute(
        () -> {
          try {
            work.run();
          } finally {
            live.computed();
          }
        });
  }

  @Override
  public void close() {
    if (timeline instanceof LiveTimeline live) {
      live.close();
    }
  }
}
