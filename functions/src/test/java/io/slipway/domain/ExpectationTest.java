package io.slipway.domain;

import static io.slipway.operation.Samples.NOON;
import static io.slipway.operation.Samples.entry;
import static io.slipway.operation.Samples.release;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {

  private static InventoryEntry running(Place place) {
    return entry(place, Optional.of(release("1.0.0", place, 0)));
  }

  private static Reality reality(InventoryEntry entry, int tasks, Optional<ScalingRange> range) {
    var group = entry.address().targetGroup();
    return new Reality(
        Optional.of(
            new FoundService(entry.taskDefinition().orElse("any"), tasks, Set.of(group), range)),
        Optional.of(Weights.of(Map.of(group, 100))));
  }

  private static String told(InventoryEntry entry, Reality reality) {
    return Drift.told(Expectation.of(entry, List.of(entry)).differences(reality));
  }

  @ParameterizedTest(name = "{0} of {1}..{2} tasks on dev: {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "1, 1, 4, ''",
        "4, 1, 4, ''",
        "0, 1, 4, 'the number of tasks is to be 1 to 4, but is 0'",
        "5, 1, 4, 'the number of tasks is to be 1 to 4, but is 5'",
        "0, 0, 4, 'the number of tasks is to be 1 to 4, but is 0'",
        "7, -, -, ''",
        "0, -, -, 'the number of tasks is to be at least 1, but is 0'",
      })
  void autoscalingWithinItsRangeIsNoDrift(int tasks, Integer min, Integer max, String told) {
    var range = Optional.ofNullable(min).map(from -> new ScalingRange(from, max));
    var dev = running(Place.DEV);
    assertThat(told(dev, reality(dev, tasks, range))).isEqualTo(told);
  }

  @Test
  void anIdleSlotMayRunNothing() {
    var idle = running(Place.PROD2);
    var range = Optional.of(new ScalingRange(0, 4));
    assertThat(told(idle, reality(idle, 0, range))).isEmpty();
    assertThat(told(idle, reality(idle, 5, range)))
        .isEqualTo("the number of tasks is to be 0 to 4, but is 5");
  }

  @Test
  void beforeTheFirstDeployThereIsNothingToCount() {
    var born = entry(Place.DEV, Optional.empty()).born("first");
    var range = Optional.of(new ScalingRange(1, 4));
    assertThat(told(born, reality(born, 0, range))).isEmpty();
    var changed =
        new Reality(
            Optional.of(new FoundService("other", 0, Set.of(born.address().targetGroup()), range)),
            reality(born, 0, range).weights());
    assertThat(told(born, changed)).isEqualTo("the task definition is to be first, but is other");
  }

  @Test
  void aNumberThatWasAdoptedIsRight() {
    var stopped = running(Place.DEV).accepting(0, NOON);
    var range = Optional.of(new ScalingRange(1, 4));
    assertThat(told(stopped, reality(stopped, 0, range))).isEmpty();
    assertThat(told(stopped, reality(stopped, 2, range))).isEmpty();
    assertThat(told(stopped, reality(stopped, 9, range)))
        .isEqualTo("the number of tasks is to be 1 to 4, but is 9");
  }

  @Test
  void everyDifferenceIsTold() {
    var dev = running(Place.DEV);
    var found =
        new Reality(
            Optional.of(new FoundService("other", 0, Set.of("b", "a"), Optional.empty())),
            Optional.empty());
    assertThat(Expectation.of(dev, List.of(dev)).differences(found))
        .extracting(Difference::kind)
        .containsExactly(
            Difference.Kind.TASK_DEFINITION,
            Difference.Kind.TARGET_GROUP,
            Difference.Kind.TASKS,
            Difference.Kind.WEIGHTS);
    assertThat(told(dev, found))
        .contains("but is a, b; ")
        .endsWith("the weights of its host are to be arn:group/Cats-dev 100, but are missing");
    assertThat(told(dev, new Reality(Optional.empty(), Optional.empty())))
        .startsWith("the service is to be Cats-");
  }

  @Test
  void customersBelongToTheLiveSlotAndThePreviewToTheIdleOne() {
    var idle = running(Place.PROD1);
    var live = running(Place.PROD2).as(Role.LIVE, "http://customers", NOON);
    var both = List.of(idle, live);

    assertThat(live.ownRoute()).contains(new HostRule("arn:rule"));
    assertThat(Expectation.of(live, both).weights())
        .isEqualTo(Weights.of(Map.of(group(live), 100, group(idle), 0)));
    assertThat(idle.ownRoute()).contains(new HostRule("arn:preview"));
    assertThat(Expectation.of(idle, both).weights())
        .isEqualTo(Weights.of(Map.of(group(idle), 100, group(live), 0)));
  }

  private static String group(InventoryEntry entry) {
    return entry.address().targetGroup();
  }
}
