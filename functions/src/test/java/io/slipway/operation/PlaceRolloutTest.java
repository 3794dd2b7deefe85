package io.slipway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.OperationRef;
import io.slipway.domain.Place;
import io.slipway.domain.ServicePlace;
import io.slipway.domain.SlotSize;
import io.slipway.runtime.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceRolloutTest {

  @ParameterizedTest(name = "{0} with release {1} and {2} tasks asks for {3}")
  @CsvSource({
    "DEV,   false, 0, 2",
    "PROD2, false, 0, 2",
    "DEV,   false, 3, ",
    "DEV,   true,  3, ",
    "PROD2, true,  4, ",
    "PROD2, true,  0, 1",
    "DEV,   true,  0, ",
    "DA,    true,  0, ",
  })
  void flawA8_flawL5_theNumberOfTasksIsLeftAloneUnlessNothingWouldAnswer(
      Place place, boolean deployedBefore, int tasks, Integer asked) {
    var before = Samples.release("1.0.0", place, 0);
    var entry = Samples.entry(place, Optional.of(before).filter(release -> deployedBefore));

    assertThat(PlaceRollout.tasksToAskFor(entry, ServicePlace.of(entry.place()), tasks, 2))
        .isEqualTo(Optional.ofNullable(asked));
  }

  @ParameterizedTest(name = "in {0} asks for {1}")
  @CsvSource({"DEV, 2", "DA, 2", "PROD2, "})
  void aServiceThatHasComeWithAnUpdateIsDeployedForTheFirstTime(Place place, Integer asked) {
    var entry = Samples.entry(place, Optional.of(Samples.release("1.0.0", place, 0)));
    var worker = new ServicePlace(place, Optional.of("worker"));
    var size = new SlotSize(1, Optional.empty());

    assertThat(PlaceRollout.tasksToAskFor(entry, worker, 0, 2))
        .isEqualTo(Optional.ofNullable(asked));
    assertThat(
            PlaceRollout.tasksToAskFor(
                entry.stopped(size, new TreeMap<>(), Instant.EPOCH), worker, 0, 2))
        .as("while it is stopped")
        .isEmpty();
  }

  @Test
  void aPlanIsReadBackAsItWasWritten() {
    var plan =
        new DeployPlan(
            "registry/cats",
            Samples.plan(Samples.rollout(Place.DEV, 2), Samples.rollout(Place.PROD1, 0)));

    assertThat(Json.read(Json.tree(plan), DeployPlan.class)).isEqualTo(plan);
    assertThat(plan.deployed().reference())
        .isEqualTo("registry/cats@" + Samples.digest("2.0.1").value());
  }

  @Test
  void theMarkOfAReleaseDependsOnOperationPlaceAndContent() {
    var ref = new OperationRef("op", new ApplicationName("Cats"), 1);
    var other = new OperationRef("po", ref.applicationName(), 1);
    var dev = Samples.rollout(Place.DEV, 2);
    var qa = Samples.rollout(Place.QA, 2);

    assertThat(ReleaseMark.of(ref, dev, "a"))
        .isEqualTo(ReleaseMark.of(ref, dev, "a"))
        .hasSize(64)
        .isNotEqualTo(ReleaseMark.of(other, dev, "a"))
        .isNotEqualTo(ReleaseMark.of(ref, qa, "a"))
        .isNotEqualTo(ReleaseMark.of(ref, dev, "b"));
  }
}
