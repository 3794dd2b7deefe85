package io.slipway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.ScalingRange;
import io.slipway.domain.SlotSize;
import io.slipway.domain.StatusAction;
import io.slipway.domain.Suspension;
import io.slipway.operation.PlaceStatus.Decision;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a stop and a start make of a place. */
final class PlaceStatusTest {

  private static final SlotSize THREE = new SlotSize(3, Optional.of(new ScalingRange(2, 5)));
  private static final SlotSize NONE =
      new SlotSize(0, Optional.of(new ScalingRange(0, 5)), Optional.of(Suspension.ALL));

  private static final SlotSize ONE = new SlotSize(1, Optional.empty());

  private static final InventoryEntry RUNNING =
      Samples.entry(Place.DEV, Optional.of(Samples.release("1.0.0", Place.DEV, 0)));
  private static final InventoryEntry STOPPED =
      RUNNING.stopped(THREE, new TreeMap<>(Map.of("worker", ONE)), Instant.EPOCH);

  private static PlaceStatus status(InventoryEntry entry, SlotSize before, SlotSize after) {
    return new PlaceStatus(entry, before, after, Optional.empty());
  }

  private static Decision decide(StatusAction action, InventoryEntry entry, SlotSize size) {
    return PlaceStatus.decide(action, entry, size);
  }

  @Test
  void whatRunsIsStoppedWithAllThatCouldStartItAgain() {
    assertThat(decide(StatusAction.STOP, RUNNING, THREE))
        .isEqualTo(new Decision.Changes(status(RUNNING, THREE, NONE)));
  }

  @Test
  void whatWasStoppedGetsBackWhatItHad() {
    assertThat(decide(StatusAction.START, STOPPED, NONE))
        .isEqualTo(new Decision.Changes(status(STOPPED, NONE, THREE)));
  }

  @Test
  void whatHasNothingToStopOrStartStays() {
    assertThat(decide(StatusAction.STOP, STOPPED, NONE))
        .isEqualTo(new Decision.Stays("dev is stopped already"));
    assertThat(decide(StatusAction.STOP, RUNNING, new SlotSize(0, Optional.empty())))
        .isEqualTo(new Decision.Stays("dev runs nothing that could be stopped"));
    assertThat(decide(StatusAction.START, RUNNING, THREE))
        .isEqualTo(new Decision.Stays("dev is not stopped"));
  }

  @Test
  void whatSomebodyHasStartedMeanwhileIsStoppedAgainAndKeepsWhatItHadFirst() {
    var one = new SlotSize(1, NONE.range(), NONE.suspension());
    assertThat(decide(StatusAction.STOP, STOPPED, one))
        .isEqualTo(new Decision.Changes(status(STOPPED, one, NONE)));
    assertThat(STOPPED.stopped(one, new TreeMap<>(), Instant.MAX))
        .isEqualTo(STOPPED.stopped(THREE, new TreeMap<>(), Instant.MAX));
  }

  @Test
  void otherServicesGoWithTheOneThatCustomersReach() {
    var none = new SlotSize(0, Optional.empty());
    assertThat(PlaceStatus.following(StatusAction.STOP, RUNNING, "worker", ONE))
        .contains(new PlaceStatus(RUNNING, ONE, none, Optional.of("worker")));
    assertThat(PlaceStatus.following(StatusAction.STOP, RUNNING, "worker", none)).isEmpty();
    assertThat(PlaceStatus.following(StatusAction.START, STOPPED, "worker", none))
        .contains(new PlaceStatus(STOPPED, none, ONE, Optional.of("worker")));
    assertThat(PlaceStatus.following(StatusAction.START, STOPPED, "other", none)).isEmpty();
  }
}
