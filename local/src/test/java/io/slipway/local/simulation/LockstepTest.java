package io.slipway.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two strands take turns exactly as the timeline says, and one that is cut off never goes on. */
final class LockstepTest {

  private final VirtualTimeline timeline =
      new VirtualTimeline(Instant.parse("2026-01-01T00:00:00Z"));

  @Test
  void strandsTakeTurnsByTheTimeTheyPark() {
    List<String> said = new ArrayList<>();
    try (var lockstep = new Lockstep(timeline)) {
      lockstep.execute(Duration.ofMillis(1), () -> talk(lockstep, said, "a", 10));
      lockstep.execute(Duration.ofMillis(2), () -> talk(lockstep, said, "b", 4));
      timeline.runFor(Duration.ofSeconds(1));
    }
    assertThat(said).containsExactly("a1", "b1", "b2", "b3", "a2", "a3");
  }

  private static void talk(Lockstep lockstep, List<String> said, String name, int millis) {
    for (int i = 1; i <= 3; i++) {
      said.add(name + i);
      lockstep.park(Duration.ofMillis(millis));
    }
  }

  @Test
  void whatIsParkedAtTheEndNeverGoesOn() {
    List<String> said = new ArrayList<>();
    try (var lockstep = new Lockstep(timeline)) {
      lockstep.execute(Duration.ofMillis(1), () -> talk(lockstep, said, "a", 1_000));
      timeline.runFor(Duration.ofMillis(500));
    }
    assertThat(said).containsExactly("a1");
  }
}
