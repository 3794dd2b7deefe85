package io.slipway.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.domain.Rejected;
import io.slipway.domain.StrategyStep;
import io.slipway.runtime.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategyRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{'weight':10,'wait':70},{'weight':60,'wait':50}] |     | 10/70 60/50 100/600",
        "[{'weight':10,'wait':70},{'weight':60,'wait':50}] | 30  | 10/70 60/50 100/30",
        "[{'weight':10,'wait':70},{'weight':100,'wait':5}] |     | 10/70 100/5",
        "[{'weight':100,'wait':1}]                         |     | 100/1",
        "[{'weight':1,'wait':1209600}]                     |     | 1/1209600 100/600",
      })
  void aStrategyEndsWithAllTraffic(String strategy, Integer bake, String steps) {
    assertThat(told(StrategyRules.canary(read(strategy), Optional.ofNullable(bake)).steps()))
        .isEqualTo(steps);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                                |     | strategy: 1 to 100 steps are allowed, but got 0",
        "[{'weight':0,'wait':70}]                          |     | strategy[0].weight: 1 to 100 is allowed, but got 0",
        "[{'weight':101,'wait':70}]                        |     | strategy[0].weight: 1 to 100 is allowed, but got 101",
        "[{'weight':10,'wait':0}]                          |     | strategy[0].wait: 1 to 1209600 seconds are allowed, but got 0",
        "[{'weight':10,'wait':1209601}]                    |     | strategy[0].wait: 1 to 1209600 seconds are allowed, but got 1209601",
        "[{'weight':100,'wait':1},{'weight':100,'wait':1}] |     | strategy[1].weight: no step is allowed after one of 100, but got 100",
        "[{'weight':10,'wait':1}]                          | 0   | bake: 1 to 1209600 seconds are allowed, but got 0",
        "[{'weight':100,'wait':5}]                         | 30  | bake: the last step has a weight of 100 and says how long the old slot stays up: 5 seconds; leave bake or that step out",
      })
  void whatIsWrongIsNamedWithWhatIsAllowed(String strategy, Integer bake, String message) {
    var asked = read(strategy);
    assertThatThrownBy(() -> StrategyRules.canary(asked, Optional.ofNullable(bake)))
        .isInstanceOf(Rejected.class)
        .hasMessage(message);
  }

  @Test
  void flawC16_weightsThatDoNotRiseAreRefusedAndNotSortedSilently() {
    var asked = read("[{'weight':60,'wait':50},{'weight':10,'wait':70}]");
    assertThatThrownBy(() -> StrategyRules.canary(asked, Optional.empty()))
        .hasMessage("strategy[1].weight: 61 to 100 is allowed, as weights rise, but got 10");
  }

  @Test
  void allWaitsTogetherHaveALimit() {
    var steps = new ArrayList<>(read("[{'weight':1,'wait':1209600},{'weight':2,'wait':1209600}]"));
    for (int weight = 3; weight < 9; weight++) {
      steps.addAll(read("[{'weight':" + weight + ",'wait':1209600}]"));
    }
    assertThatThrownBy(() -> StrategyRules.canary(steps, Optional.empty()))
        .hasMessageStartingWith("strategy: all waits together may last 7776000 seconds");
  }

  @Test
  void moreStepsThanPercentagesAreRefused() {
    var step = read("[{'weight':1,'wait':1}]").getFirst();
    assertThatThrownBy(() -> StrategyRules.canary(Collections.nCopies(101, step), Optional.empty()))
        .hasMessage("strategy: 1 to 100 steps are allowed, but got 101");
  }

  @Test
  void aSwapIsOneStep() {
    assertThat(StrategyRules.swap(Optional.empty()).steps())
        .containsExactly(new StrategyStep(100, Duration.ofMinutes(10), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'applicationName':'shop','strategy':[{'weight':10}]} | strategy[0].wait: is required",
        "{'applicationName':'shop','strategy':[{'weight':10,'waitSeconds':1}]} | strategy[0].'waitSeconds': unknown field; allowed: weight, wait, approval",
        "{'applicationName':'shop','strategy':[{'weight':'10','wait':1}]} | strategy[0].weight: a whole number is expected, but got text '10'",
        "{'applicationName':'shop','strategy':{}} | strategy: a list is expected, but got an object",
        "{'applicationName':'shop'} | strategy: is required",
        "{'applicationName':'shop','strategy':[],'scale':{'wait':'1'}} | scale.wait: a whole number is expected, but got text '1'",
      })
  void aRequestOfAnotherShapeIsRefusedByItsField(String body, String message) {
    var json = Json.parse(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Json.read(json, CanaryShiftRequest.class))
        .isInstanceOf(Rejected.class)
        .hasMessage(message);
  }

  private static List<CanaryShiftRequest.Step> read(String strategy) {
    var body = "{'applicationName':'shop','strategy':" + strategy + "}";
    var json = Json.parse(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    return Json.read(json, CanaryShiftRequest.class).strategy();
  }

  private static String told(List<StrategyStep> steps) {
    return steps.stream()
        .map(step -> step.weight() + "/" + step.bake().toSeconds())
        .collect(Collectors.joining(" "));
  }
}
