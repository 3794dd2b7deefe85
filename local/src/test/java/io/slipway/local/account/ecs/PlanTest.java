package io.slipway.local.account.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.account.ecs.Plan.Demand;
import io.slipway.local.account.ecs.Plan.Seen;
import io.slipway.local.account.ecs.Plan.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

  /**
   * Tasks are written as letters, oldest first: H healthy, S starting, F failed; small letters are
   * older deployments'. Stops are positions in that text.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the first start                                   | 2 | 100 | 200 | ''     | 2 | ''
          all is well                                       | 2 | 100 | 200 | HH     | 0 | ''
          a rollout begins                                  | 2 | 100 | 200 | hh     | 2 | ''
          nothing old goes before something new is healthy  | 2 | 100 | 200 | hhSS   | 0 | ''
          one new is healthy, one old goes                  | 2 | 100 | 200 | hhHS   | 0 | 0
          all new are healthy, all old go                   | 2 | 100 | 200 | hhHH   | 0 | 0 1
          one at a time at 150 percent                      | 2 | 100 | 150 | hh     | 1 | ''
          no room at 100 percent: half goes first           | 4 | 50  | 100 | hhhh   | 2 | 0 1
          stuck at 100 and 100                              | 2 | 100 | 100 | hh     | 0 | ''
          everything goes at 0 and 100                      | 2 | 0   | 100 | hh     | 2 | 0 1
          the minimum is rounded up, the maximum down       | 3 | 50  | 150 | hhh    | 2 | 0
          sick old tasks go at once                         | 2 | 100 | 200 | ffHS   | 0 | 0 1
          scaling in takes what is starting, then the young | 1 | 100 | 200 | HHS    | 0 | 2 1
          scaling to nothing takes all                      | 0 | 100 | 200 | hHS    | 0 | 2 1 0
          a failed task waits for its replacement           | 2 | 100 | 200 | HF     | 1 | ''
          a failed task goes when its replacement is well   | 2 | 100 | 200 | HFH    | 0 | 1
          a failed task waits while it is being replaced    | 2 | 100 | 200 | HFS    | 0 | ''
          without room a failed task goes first             | 2 | 100 | 100 | HF     | 1 | 1
          """)
  void decides(
      String story, int desired, int minimum, int maximum, String tasks, int start, String stop) {
    var plan = Plan.of(new Demand(desired, minimum, maximum, false, true), seen(tasks));

    assertThat(plan.start()).as(story).isEqualTo(start);
    var stops = stop.isEmpty() ? List.<String>of() : Arrays.asList(stop.split(" ", -1));
    assertThat(plan.stop()).as(story).containsExactlyInAnyOrderElementsOf(stops);
  }

  @Test
  void aFailedTaskOfADeploymentThatHasNotBeenWellGoesAtOnce() {
    var plan = Plan.of(new Demand(2, 100, 200, false, false), seen("hhFS"));

    assertThat(plan).isEqualTo(new Plan(1, List.of("2")));
  }

  @Test
  void aStalledDeploymentStartsNothingAndLeavesTheOldTasksAlone() {
    var plan = Plan.of(new Demand(2, 100, 200, true, false), seen("hhF"));

    assertThat(plan).isEqualTo(new Plan(0, List.of("2")));
  }

  @ParameterizedTest
  @CsvSource({"1,3", "5,3", "6,3", "7,4", "100,50", "400,200", "1000,200"})
  void theBreakersThresholdIsHalfOfTheDesiredCountWithinItsBounds(int desired, int threshold) {
    assertThat(Rollouts.threshold(desired)).isEqualTo(threshold);
  }

  private static List<Seen> seen(String letters) {
    List<Seen> tasks = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      var standing =
          switch (Character.toUpperCase(letter)) {
            case 'H' -> Standing.HEALTHY;
            case 'S' -> Standing.STARTING;
            case 'F' -> Standing.FAILED;
            default -> throw new IllegalArgumentException("no task is " + letter);
          };
      tasks.add(new Seen(String.valueOf(i), Character.isUpperCase(letter), standing));
    }
    return tasks;
  }
}
