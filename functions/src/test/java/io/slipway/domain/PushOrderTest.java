package io.slipway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.PushOrder.Arrival;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushOrderTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void whatArrivesInOrderStaysInOrderWhateverTheClockSays() {
    var order = arrive(push("c1", "c0", 30), push("c2", "c1", 10), push("c3", "c2", 20));

    assertThat(commits(order)).containsExactly("c1", "c2", "c3");
  }

  @Test
  void whatAnotherPushFollowsIsOlderWhateverTheClockSays() {
    assertThat(commits(arrive(push("c2", "c1", 5), push("c1", "c0", 9))))
        .containsExactly("c1", "c2");
    assertThat(commits(arrive(push("c3", "c2", 3), push("c1", "c0", 1), push("c2", "c1", 9))))
        .containsExactly("c1", "c2", "c3");
  }

  @Test
  void whereNothingFollowsTheProvidersTimeDecides() {
    assertThat(commits(arrive(push("c3", "c2", 30), push("c1", "c0", 10))))
        .containsExactly("c1", "c3");
    assertThat(commits(arrive(tag("v2", 20), tag("v3", 30), tag("v1", 10))))
        .containsExactly("v1", "v2", "v3");
    assertThat(commits(arrive(tag("v2", 20), tag("v1", 20)))).containsExactly("v2", "v1");
  }

  @Test
  void aBranchThatIsSetBackIsAtItsNewestPushThere() {
    var order =
        arrive(push("c1", "c0", 1), push("c2", "c1", 2), push("c1", "c2", 3), push("c2", "c1", 4));

    assertThat(commits(order)).containsExactly("c1", "c2", "c1", "c2");
  }

  @Test
  void aPushThatBothFollowsAndIsFollowedIsPlacedByTime() {
    var order = arrive(push("c1", "c0", 1), push("c1", "c0", 3), push("c0", "c1", 2));

    assertThat(commits(order)).containsExactly("c1", "c0", "c1");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void neighboursThatHaveArrivedAreNeverInTheWrongOrder(long seed) {
    var pushes = new ArrayList<Arrival>();
    for (int i = 1; i <= 30; i++) {
      pushes.add(push("c" + i, "c" + (i - 1), i));
    }
    Collections.shuffle(pushes, new Random(seed));

    var order = arrive(pushes.toArray(Arrival[]::new));

    assertThat(order.pushes())
        .as("seed %s", seed)
        .isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()))
        .isSortedAccordingTo((a, b) -> Long.compare(a.number(), b.number()));
  }

  @Test
  void whatIsToldOfACommitLaterHasTheNumberOfItsPush() {
    var order = arrive(push("c1", "c0", 1), push("c2", "c1", 2));

    assertThat(order.numberOf("c1")).contains(order.pushes().getFirst().number());
    assertThat(order.numberOf("c9")).isEmpty();
  }

  @Test
  void onlyTheLastAreKept() {
    var order = PushOrder.EMPTY;
    for (int i = 0; i < 200; i++) {
      order = order.place(push("c" + (i + 1), "c" + i, i)).order();
    }

    assertThat(order.pushes()).hasSize(PushOrder.MOST);
    assertThat(order.place(push("c3", "c2", 3)).number())
        .isLessThan(order.pushes().getFirst().number());
  }

  private static PushOrder arrive(Arrival... arrivals) {
    var order = PushOrder.EMPTY;
    for (var arrival : arrivals) {
      order = order.place(arrival).order();
    }
    return order;
  }

  private static List<String> commits(PushOrder order) {
    return order.pushes().stream().map(PushOrder.Push::commit).toList();
  }

  private static Arrival push(String commit, String before, int minute) {
    return new Arrival(commit, Optional.of(before), NOON.plusSeconds(60L * minute));
  }

  private static Arrival tag(String name, int minute) {
    return new Arrival(name, Optional.empty(), NOON.plusSeconds(60L * minute));
  }
}
