package io.slipway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void nothingIsLeftOut() {
    var all = IntStream.range(0, 7).boxed().toList();
    for (int minute = 0; minute < 20; minute++) {
      assertThat(Turns.of(all, NOON.plusSeconds(60L * minute)))
          .containsExactlyInAnyOrderElementsOf(all);
    }
    assertThat(Turns.of(List.of(), NOON)).isEmpty();
  }

  @Test
  void allComeFirstBeforeLongWhereOnlyATenthIsReached() {
    var all = IntStream.range(0, 1_000).boxed().toList();
    var reached = new HashSet<Integer>();
    for (int minute = 0; minute < 18; minute++) {
      reached.addAll(Turns.of(all, NOON.plusSeconds(60L * minute)).subList(0, 100));
    }
    assertThat(reached).hasSize(1_000);
  }
}
