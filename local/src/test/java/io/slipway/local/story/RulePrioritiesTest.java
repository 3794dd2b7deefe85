package io.slipway.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.store.RulePriorities;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who has which priority of a listener. */
final class RulePrioritiesTest {

  private static final String LISTENER = "arn:aws:elasticloadbalancing:x:1:listener/app/a/1/2";

  @Test
  void flawL15PrioritiesAreTheLowestThatNobodyHas() {
    try (var scenario = Scenario.begin()) {
      var priorities = new RulePriorities(scenario.platform());

      assertThat(priorities.take(LISTENER, "a", 1, Set.of())).containsExactly(1);
      assertThat(priorities.take(LISTENER, "b", 2, Set.of(3))).containsExactly(2, 4);
      assertThat(priorities.take(LISTENER, "c", 1, Set.of(1, 2, 3, 4, 5))).containsExactly(6);
    }
  }

  @Test
  void flawL15WhoAsksAgainGetsTheSame() {
    try (var scenario = Scenario.begin()) {
      var priorities = new RulePriorities(scenario.platform());
      var first = priorities.take(LISTENER, "a", 2, Set.of());

      assertThat(priorities.take(LISTENER, "a", 2, Set.copyOf(first))).isEqualTo(first);
      assertThat(priorities.take(LISTENER + "3", "a", 2, Set.of())).isEqualTo(List.of(1, 2));
    }
  }

  @Test
  void whatIsGivenBackIsTakenAgain() {
    try (var scenario = Scenario.begin()) {
      var priorities = new RulePriorities(scenario.platform());
      priorities.take(LISTENER, "a", 2, Set.of());
      priorities.take(LISTENER, "b", 1, Set.of());

      priorities.giveBack(LISTENER, "a");
      priorities.giveBack(LISTENER, "a");

      assertThat(priorities.take(LISTENER, "c", 3, Set.of())).containsExactly(1, 2, 4);
    }
  }

  @Test
  void manyApplicationsShareAListener() {
    try (var scenario = Scenario.begin()) {
      var priorities = new RulePriorities(scenario.platform());
      var inUse = IntStream.rangeClosed(1, 500).boxed().collect(Collectors.toSet());

      assertThat(priorities.take(LISTENER, "a", 2, inUse)).containsExactly(501, 502);
    }
  }
}
