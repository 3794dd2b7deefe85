package io.slipway.local.simulation.run;

import static io.slipway.local.simulation.run.Deeds.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Rules about customers' traffic, and the gates before it moves, can fail. */
class TrafficRulesTest extends WrongDeeds {

  TrafficRulesTest() {
    wrong("T1", done -> done.shift(ONE, 9).weigh(ONE, 90, 20));
    wrong(
        "T2",
        done ->
            done.update(null, IDLE, 0, null)
                .pass(Duration.ofMinutes(5))
                .shift(ONE, 9)
                .weigh(ONE, split(90)));
    wrong("T2, with too few for its share", TrafficRulesTest::shareTooMuch);
    wrong(
        "T3",
        done ->
            done.update(null, LIVE, 3, null)
                .shift(ONE, 9)
                .weigh(ONE, split(100))
                .update(ONE, LIVE, 1, null));
    wrong("T4", done -> done.shift(ONE, 9).weigh(ONE, split(10)).weigh(ONE, split(37)));
    wrong(
        "T4, by a call that was made after a takeover",
        done ->
            done.shift(ONE, 9)
                .weigh(ONE, split(10))
                .event(ONE, "RECOVERING")
                .weigh(ONE, split(0))
                .weigh(ONE, split(10)));
    wrong("T5", TrafficRulesTest::thirdRelease);
    wrong(
        "T6",
        done ->
            done.update(null, LIVE, 3, null)
                .shift(ONE, 9)
                .weigh(ONE, split(10))
                .update(ONE, LIVE, 1, null));
    wrong(
        "T6, outside production",
        done ->
            done.update(null, "Cats-dev", 3, null)
                .lock(ONE, 9)
                .operation(ONE, "deploy", "RUNNING", 9, "{}")
                .update(ONE, "Cats-dev", 3, null)
                .update(ONE, "Cats-dev", 1, null));
    wrong("G1", done -> shared(done).weigh(ONE, split(60)));
    wrong(
        "G1, watched for too short",
        done -> shared(done).event(ONE, "JudgeStep 10 % DONE").weigh(ONE, split(60)));
    wrong(
        "G1, in an alarm",
        done -> {
          shared(done);
          Workload.setAlarm(done.world, StateValue.ALARM);
          done.pass(Duration.ofSeconds(70)).event(ONE, "JudgeStep 10 % DONE");
        });
    wrong("V3", TrafficRulesTest::overwrite);
  }

  /** A candidate that has 10 %, to be watched for a minute. */
  private static Deeds shared(Deeds done) {
    return done.lock(ONE, 9)
        .operation(
            ONE,
            "canary-shift",
            "RUNNING",
            9,
            "{\"alarms\": [\"orders-errors\"], \"steps\": [{\"weight\": 10, \"bake\": \"PT1M\"}]}")
        .weigh(ONE, split(10));
  }

  /** The live slot has four tasks, the candidate one: enough for 25 %, not for 26. */
  private static void shareTooMuch(Deeds done) {
    done.update(null, LIVE, 4, null).pass(Duration.ofMinutes(5)).shift(ONE, 9);
    done.weigh(ONE, split(25));
    assertThat(done.found()).isEmpty();
    done.weigh(ONE, split(26));
  }

  /** While the idle slot's tasks are replaced, both slots have traffic. */
  private static void thirdRelease(Deeds done) {
    done.shift(ONE, 9).weigh(ONE, split(10));
    done.update(null, IDLE, null, done.register(IDLE, "a third"));
    for (int i = 0; i < 30; i++) {
      done.pass(Duration.ofSeconds(10)).weigh(ONE, split(10));
    }
  }

  private static void overwrite(Deeds done) {
    done.shift(ONE, 9).weigh(ONE, split(10));
    done.weigh(null, 55, 45);
    done.event(ONE, "RestoreTraffic RUNNING").weigh(ONE, split(0));
  }
}
