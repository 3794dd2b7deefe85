package io.slipway.local.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LiveTimelineTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void workRunsInOrderOfDueTimeHoweverFastTimePasses() throws InterruptedException {
    var done = new CopyOnWriteArrayList<String>();
    var all = new CountDownLatch(3);
    try (var timeline = new LiveTimeline(START, 100_000)) {
      timeline.computing();
      run(timeline, 3, "late", done, all);
      run(timeline, 1, "early, first", done, all);
      run(timeline, 1, "early, second", done, all);
      timeline.after(Duration.ofHours(2), () -> done.add("never")).cancel();
      timeline.computed();

      assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();

      assertThat(done).containsExactly("early, first", "early, second", "late");
      assertThat(timeline.clock().instant()).isAfter(START.plus(Duration.ofHours(3)));
    }
  }

  @Test
  void whileSomethingComputesTimeIsNotSpedUp() {
    try (var timeline = new LiveTimeline(START, 1_000_000_000)) {
      timeline.computing();
      var before = timeline.clock().instant();

      var passed = Duration.between(before, timeline.clock().instant());

      assertThat(passed).isLessThan(Duration.ofHours(1));
    }
  }

  private static void run(
      LiveTimeline timeline, int hours, String what, List<String> done, CountDownLatch all) {
    timeline.after(
        Duration.ofHours(hours),
        () -> {
          done.add(what);
          all.countDown();
        });
  }
}
