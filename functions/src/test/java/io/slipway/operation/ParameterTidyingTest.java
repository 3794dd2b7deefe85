package io.slipway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.operation.ParameterTidying.Value;
import io.slipway.store.ParameterVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ParameterTidyingTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration LONG_AGO = Duration.ofHours(5);
  private static final Duration JUST_NOW = Duration.ofMinutes(59);

  @Test
  void whatNobodyNeedsGoesWithTheValuesThatOnlyItHas() {
    var first = superseded(1, LONG_AGO, Map.of("A", 1, "B", 1), "A", "B");
    var second = current(2, Map.of("A", 2, "B", 1), "A");

    var tidying = ParameterTidying.of(List.of(first, second), 2, Set.of(), NOW);

    assertThat(tidying.versions()).containsExactly(1);
    assertThat(tidying.values()).containsExactly(new Value("A", 1));
  }

  @Test
  void aValueThatWasKeptGoesWithTheLastVersionThatHasIt() {
    var second = superseded(2, LONG_AGO, Map.of("A", 2, "B", 1), "A");
    var third = current(3, Map.of("A", 3), "A");

    var tidying = ParameterTidying.of(List.of(second, third), 3, Set.of(), NOW);

    assertThat(tidying.values()).containsExactly(new Value("B", 1), new Value("A", 2));
  }

  @Test
  void whatAReleaseHasStays() {
    var first = superseded(1, LONG_AGO, Map.of("A", 1), "A");
    var second = current(2, Map.of("A", 2), "A");

    var tidying = ParameterTidying.of(List.of(first, second), 2, Set.of(1), NOW);

    assertThat(tidying.versions()).isEmpty();
    assertThat(tidying.values()).isEmpty();
  }

  @Test
  void whatWasInUseAMomentAgoStays() {
    var first = superseded(1, JUST_NOW, Map.of("A", 1), "A");
    var second = current(2, Map.of("A", 2), "A");

    assertThat(ParameterTidying.of(List.of(first, second), 2, Set.of(), NOW).versions()).isEmpty();
  }

  @Test
  void whatARequestThatDiedHasLeftGoesButNotWhileItMayStillBeWritten() {
    var left = begun(2, LONG_AGO, "A", "C");
    var written = begun(3, JUST_NOW, "A");
    var first = current(1, Map.of("A", 1), "A");

    var tidying = ParameterTidying.of(List.of(first, left, written), 1, Set.of(), NOW);

    assertThat(tidying.versions()).containsExactly(2);
    assertThat(tidying.values()).containsExactly(new Value("A", 2), new Value("C", 2));
  }

  private static ParameterVersion superseded(
      int number, Duration ago, Map<String, Integer> paths, String... written) {
    return version(number, paths, true, Optional.of(NOW.minus(ago)), written);
  }

  private static ParameterVersion current(
      int number, Map<String, Integer> paths, String... written) {
    return version(number, paths, true, Optional.empty(), written);
  }

  private static ParameterVersion begun(int number, Duration ago, String... written) {
    return new ParameterVersion(
        number,
        new TreeMap<>(),
        new TreeSet<>(List.of(written)),
        false,
        "somebody",
        NOW.minus(ago),
        Optional.empty(),
        Optional.empty());
  }

  private static ParameterVersion version(
      int number,
      Map<String, Integer> paths,
      boolean complete,
      Optional<Instant> supersededAt,
      String... written) {
    return new ParameterVersion(
        number,
        new TreeMap<>(paths),
        new TreeSet<>(List.of(written)),
        complete,
        "somebody",
        NOW.minus(Duration.ofDays(9)),
        supersededAt,
        Optional.empty());
  }
}
