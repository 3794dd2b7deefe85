package io.slipway.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Rejected;
import io.slipway.domain.StrategyStep;
import io.slipway.runtime.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
      quoteCharacter = '`',
      value = {
        "[{'weight':10,'wait':70},{'weight':60,'wait':50}] |     | 10/70 60/50 100/600",
        "[{'weight':10,'wait':70},{'weight':60,'wait':50}] | 30  | 10/70 60/50 100/30",
        "[{'weight':10,'wait':70},{'weight':100,'wait':5}] |     | 10/70 100/5",
        "[{'weight':100,'wait':1}]                         |     | 100/1",
        "[{'weight':1,'wait':1209600}]                     |     | 1/1209600 100/600",
        "[{'weight':10,'wait':'70s'},{'weight':60,'wait':'1h30m'}] | 2d | 10/70 60/5400 100/172800",
        "{'linear':{'step':10,'wait':'5m'}} | | 10/300 20/300 30/300 40/300 50/300 60/300 70/300 80/300 90/300 100/600",
        "{'linear':{'step':30,'wait':60}}  | 1m | 30/60 60/60 90/60 100/60",
        "{'linear':{'step':99,'wait':60}}  |     | 99/60 100/600",
        "{'canary':{'weight':10,'wait':'10m'}} | | 10/600 100/600",
        "{'canary':{'weight':99,'wait':1}} | 5   | 99/1 100/5",
      })
  void aStrategyEndsWithAllTraffic(String strategy, String bake, String steps) {
    assertThat(told(StrategyRules.canary(json(strategy), bake(bake)).steps())).isEqualTo(steps);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                                |     | strategy: 1 to 100 steps are allowed, but got 0",
        "[{'weight':0,'wait':70}]                          |     | strategy[0].weight: 1 to 100 is allowed, but got 0",
        "[{'weight':101,'wait':70}]                        |     | strategy[0].weight: 1 to 100 is allowed, but got 101",
        "[{'weight':10,'wait':0}]                          |     | strategy[0].wait: 1 to 1209600 seconds are allowed, but got 0",
        "[{'weight':10,'wait':1209601}]                    |     | strategy[0].wait: 1 to 1209600 seconds are allowed, but got 1209601",
        "[{'weight':100,'wait':1},{'weight':100,'wait':1}] |     | strategy[1].weight: no step is allowed after one of 100, but got 100",
        "[{'weight':10,'wait':1}]                          | 0   | bake: 1 to 1209600 seconds are allowed, but got 0",
        "[{'weight':100,'wait':5}]                         | 30  | bake: the last step has a weight of 100 and says how long the old slot stays up: 5 seconds; leave bake or that step out",
        "[{'weight':0,'wait':0},{'weight':10},{'weight':5,'wait':'5'},{'weight':20,'wait':1,'x':1}] | | strategy[0].weight: 1 to 100 is allowed, but got 0; strategy[0].wait: 1 to 1209600 seconds are allowed, but got 0; strategy[1].wait: is required; strategy[2].wait: a whole number of seconds, or text such as '90s', '5m', '1h30m' or '2d', is expected, but got text '5'; strategy[3].'x': unknown field; allowed: weight, wait, approval, approvalWithin",
        "{'linear':{'step':0,'wait':'15d'}} | x | strategy.linear.step: 1 to 99 is allowed, but got 0; strategy.linear.wait: 1 to 1209600 seconds are allowed, but got '15d'; bake: a whole number of seconds, or text such as '90s', '5m', '1h30m' or '2d', is expected, but got text 'x'",
        "{'canary':{'weight':100,'wait':'10m'}} | | strategy.canary.weight: 1 to 99 is allowed, but got 100",
        "{'canary':{'weight':10}} | | strategy.canary.wait: is required",
        "{'canary':{'weight':10,'wait':1,'step':1}} | | strategy.canary.'step': unknown field; allowed: weight, wait",
        "[{'weight':10,'wait':1,'approvalWithin':'2h'}] | | strategy[0].approvalWithin: is allowed with \"approval\": true only",
        "[{'weight':10,'wait':1,'approval':true,'approvalWithin':59}] | | strategy[0].approvalWithin: at least 60 seconds are allowed, but got 59",
        "[{'weight':10,'wait':1,'approval':true,'approvalWithin':'15d'}] | | strategy[0].approvalWithin: 1 to 1209600 seconds are allowed, but got '15d'",
        "{'canary':[]} | | strategy.canary: a JSON object is expected, but got a list",
        "[{'weight':10,'wait':''}] | | strategy[0].wait: a whole number of seconds, or text such as '90s', '5m', '1h30m' or '2d', is expected, but got text ''",
        "[{'weight':10,'wait':'5m1h'}] | | strategy[0].wait: a whole number of seconds, or text such as '90s', '5m', '1h30m' or '2d', is expected, but got text '5m1h'",
        "[{'weight':10,'wait':'-5m'}] | | strategy[0].wait: a whole number of seconds, or text such as '90s', '5m', '1h30m' or '2d', is expected, but got text '-5m'",
        "[{'weight':10,'wait':'9999999d'}] | | strategy[0].wait: 1 to 1209600 seconds are allowed, but got '9999999d'",
        "[{'weight':10,'wait':99999999999999999999999}] | | strategy[0].wait: 1 to 1209600 seconds are allowed, but got 99999999999999999999…",
        "[{'weight':10,'wait':1.5}] | | strategy[0].wait: a whole number of seconds, or text such as '90s', '5m', '1h30m' or '2d', is expected, but got number '1.5'",
      })
  void whatIsWrongIsNamedWithWhatIsAllowed(String strategy, String bake, String message) {
    var asked = json(strategy);
    var last = bake(bake);
    assertThatThrownBy(() -> StrategyRules.canary(asked, last))
        .isInstanceOf(Rejected.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                       | an object with other fields",
        "{'linear':null}          | an object with other fields",
        "{'blue':1}               | an object with other fields",
        "{'linear':{},'canary':{}} | an object with other fields",
        "10                       | number '10'",
        "'linear'                 | text 'linear'",
      })
  void anotherFormIsRefusedWithTheFormsThatThereAre(String strategy, String found) {
    var asked = json(strategy);
    assertThatThrownBy(() -> StrategyRules.canary(asked, Optional.empty()))
        .hasMessage(
            "strategy: a list of steps, {\"linear\": {\"step\", \"wait\"}} or {\"canary\":"
                + " {\"weight\", \"wait\"}} is expected, but got "
                + found);
  }

  @Test
  void oneByOneIsEachPercentOnce() {
    var steps =
        StrategyRules.canary(json("{'linear':{'step':1,'wait':1}}"), Optional.empty()).steps();
    assertThat(steps).hasSize(100);
    assertThat(steps.getFirst().weight()).isEqualTo(1);
    assertThat(steps.getLast().weight()).isEqualTo(100);
  }

  @Test
  void flawC16_weightsThatDoNotRiseAreRefusedAndNotSortedSilently() {
    var asked = json("[{'weight':60,'wait':50},{'weight':10,'wait':70}]");
    assertThatThrownBy(() -> StrategyRules.canary(asked, Optional.empty()))
        .hasMessage("strategy[1].weight: 61 to 100 is allowed, as weights rise, but got 10");
  }

  @Test
  void allWaitsTogetherHaveALimit() {
    var asked = json("{'linear':{'step':14,'wait':'14d'}}");
    assertThatThrownBy(() -> StrategyRules.canary(asked, Optional.empty()))
        .hasMessageStartingWith("strategy: all waits together may last 7776000 seconds");
  }

  @Test
  void moreStepsThanPercentsAreRefused() {
    var steps = Collections.nCopies(101, "{'weight':1,'wait':1}");
    var asked = json("[" + String.join(",", steps) + "]");
    assertThatThrownBy(() -> StrategyRules.canary(asked, Optional.empty()))
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
      quoteCharacter = '`',
      value = {
        "{'applicationName':'shop'} | strategy: is required",
        "{'applicationName':'shop','strategy':[],'scale':{'wait':'1'}} | scale.wait: a whole number is expected, but got text '1'",
        "{'applicationName':'shop','strategy':[],'scale':{'wait':true},'alarms':1,'backe':1} | 'backe': unknown field; allowed: applicationName, strategy, scale, alarms, bake, compare, migration, check, route, digest, drift, concurrency; scale.wait: a whole number is expected, but got true; alarms: a list is expected, but got number '1'",
      })
  void aRequestOfAnotherShapeIsRefusedByItsField(String body, String message) {
    var json = json(body);
    assertThatThrownBy(() -> Json.read(json, CanaryShiftRequest.class))
        .isInstanceOf(Rejected.class)
        .hasMessage(message);
  }

  private static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<JsonNode> bake(String text) {
    return Optional.ofNullable(text)
        .map(given -> given.matches("\\d+") ? given : "'" + given + "'")
        .map(StrategyRulesTest::json);
  }

  private static String told(List<StrategyStep> steps) {
    return steps.stream()
        .map(step -> step.weight() + "/" + step.bake().toSeconds())
        .collect(Collectors.joining(" "));
  }
}
