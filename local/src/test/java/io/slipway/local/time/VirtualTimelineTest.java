package io.slipway.local.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class VirtualTimelineTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final VirtualTimeline timeline = new VirtualTimeline(START);
  private final ArrayList<String> done = new ArrayList<>();

  @Test
  void workRunsInOrderOfDueTimeThenOfScheduling() {
    timeline.after(Duration.ofHours(2), () -> done.add("late"));
    timeline.after(Duration.ofHours(1), () -> done.add("early, first"));
    timeline.after(Duration.ofHours(1), () -> done.add("early, second"));

    assertThat(timeline.runUntilIdle(Duration.ofDays(1))).isTrue();

    assertThat(done).containsExactly("early, first", "early, second", "late");
    assertThat(timeline.clock().instant()).isEqualTo(START.plus(Duration.ofHours(2)));
  }

  @Test
  void cancelledWorkDoesNotRun() {
    timeline.after(Duration.ofHours(1), () -> done.add("never")).cancel();

    timeline.runFor(Duration.ofHours(3));

    assertThat(done).isEmpty();
    assertThat(timeline.clock().instant()).isEqualTo(START.plus(Duration.ofHours(3)));
  }

  @Test
  void aTimelineThatNeverComesToRestStopsAtItsLimit() {
    again();

    assertThat(timeline.runUntilIdle(Duration.ofMinutes(10))).isFalse();

    assertThat(done).hasSize(10);
  }

  private void again() {
    timeline.after(
        Duration.ofMinutes(1),
        () -> {
          done.add("tick");
          again();
        });
  }
}
