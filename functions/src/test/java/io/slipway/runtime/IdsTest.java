package io.slipway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdsTest {

  private final Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  @Test
  void idsOfOneMillisecondSortInTheOrderOfTheirMaking() {
    var ids = new Ids(clock, new Random(7));
    var made = new ArrayList<String>();
    for (int i = 0; i < 1_000; i++) {
      made.add(ids.next());
    }

    assertThat(made).isSorted().doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-z]{26}"));
  }

  @Test
  void aLaterIdSortsAfterAnEarlierOne() {
    var earlier = new Ids(clock, new Random(1)).next();
    var later = new Ids(Clock.offset(clock, Duration.ofMillis(1)), new Random(2)).next();

    assertThat(later).isGreaterThan(earlier);
  }
}
