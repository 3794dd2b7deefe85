package io.slipway.local.simulation.run;

import static io.slipway.local.simulation.run.Deeds.APPLICATION;
import static io.slipway.local.simulation.run.Deeds.ONE;
import static io.slipway.local.simulation.run.Deeds.TWO;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;

/** Rules about the log, the inventory and what callers are answered can fail. */
class RecordRulesTest extends WrongDeeds {

  RecordRulesTest() {
    wrong("L1", done -> done.shift(ONE, 9).end(ONE, "FAILED", 9).event(ONE, "SUCCEEDED"));
    wrong(
        "L3",
        done -> done.lock(ONE, 9).operation(ONE, "swap", "RUNNING", 9, "{}").weigh(ONE, split(10)));
    wrong("L4", RecordRulesTest::deleteEvent);
    wrong(
        "L5",
        done ->
            done.lock(ONE, 9)
                .operation(ONE, "deploy", "RUNNING", 9, "{}")
                .event(ONE, "CheckRollout prod1 DONE")
                .event(ONE, "SUCCEEDED"));
    wrong("V1", done -> done.weigh(null, 50, 50));
    wrong("V2", done -> done.shift(ONE, 9).weigh(ONE, split(100)).end(ONE, "ABORTED", 9));
    wrong(
        "D1",
        done -> {
          done.world.answered("key", done.world.now(), 202, Optional.of(ONE));
          done.world.answered("key", done.world.now(), 202, Optional.of(TWO));
        });
    wrong(
        "D1, refused after it was started",
        done -> {
          done.world.answered("key", done.world.now(), 202, Optional.of(ONE));
          done.pass(Duration.ofSeconds(1))
              .world
              .answered("key", done.world.now(), 409, Optional.empty());
        });
  }

  private static void deleteEvent(Deeds done) {
    var table = done.world.platform().settings().get("EVENTS_TABLE");
    done.told(
        ONE,
        DeleteItemRequest.builder()
            .tableName(table)
            .key(
                Map.of(
                    "ResourceName", AttributeValue.fromS(APPLICATION),
                    "Time", AttributeValue.fromS("2026")))
            .build());
  }
}
