package io.slipway.local;

import io.slipway.local.time.LiveTimeline;
import io.slipway.local.time.Timeline;
import io.slipway.local.time.VirtualTimeline;
import io.slipway.runtime.Platform;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Time in one local Slipway: the timeline, and how a handler lets time pass on it. */
record LocalTime(Timeline timeline, Platform.Pause pause) implements AutoCloseable {

  static LocalTime of(Setup setup, Instant start) {
    if (setup.isVirtual()) {
      var virtual = new VirtualTimeline(start);
      return new LocalTime(virtual, virtual::runFor);
    }
    var live = new LiveTimeline(start, setup.speed());
    return new LocalTime(
        live,
        duration -> {
          var over = new CountDownLatch(1);
          live.after(duration, over::countDown);
          over.await();
        });
  }

  @Override
  public void close() {
    if (timeline instanceof LiveTimeline live) {
      live.close();
    }
  }
}
