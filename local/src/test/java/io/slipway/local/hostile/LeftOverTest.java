package io.slipway.local.hostile;

import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.domain.OperationState;
import io.slipway.local.account.Fault;
import io.slipway.local.asl.ExecutionStatus;
import io.slipway.local.asl.Status;
import io.slipway.local.lambda.LambdaResult;
import io.slipway.local.story.Faults;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others leave half done is finished by the sweeper. */
final class LeftOverTest {

  private World world;

  @BeforeEach
  void twoApplications() {
    world = World.settled();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void flawC8_anOperationThatWasRecordedButNotStartedIsStarted() {
    world.scenario.account().calls().inject(Faults.swallowing("StartExecution", Faults.ANYBODY));
    var id = deploy();
    world.scenario.account().calls().inject(Fault.NONE);
    world.scenario.runFor(Duration.ofSeconds(10));
    sweep();
    assertThat(executions(id)).as("it may still be started by who recorded it").isEmpty();

    world.scenario.runFor(Duration.ofSeconds(30));
    sweep();
    sweep();

    world.scenario.runUntil(() -> state(id) != OperationState.RUNNING);
    assertThat(state(id)).isEqualTo(SUCCEEDED);
    assertThat(executions(id)).hasSize(1);
  }

  @Test
  void flawC8_anOperationWhoseExecutionWasStoppedEndsAndGivesItsLockBack() {
    var id = deploy();
    world.scenario.runFor(Duration.ofMinutes(1));
    var machines = world.scenario.slipway().machines();
    machines.stop(executions(id).getFirst().executionArn(), "", "stopped in the console");
    assertThat(state(id)).isEqualTo(OperationState.RUNNING);

    sweep();
    world.scenario.runUntil(() -> state(id) != OperationState.RUNNING);

    assertThat(state(id)).isEqualTo(FAILED);
    assertThat(operation(id).message())
        .contains("its execution has ended as ABORTED", "It runs 2.0.1 as before.");
    assertThat(world.scenario.events("Cats")).endsWith("FAILED");
    var next = deploy();
    world.scenario.runUntil(() -> state(next) != OperationState.RUNNING);
    assertThat(state(next)).as(operation(next).message()).isEqualTo(SUCCEEDED);
    assertThat(operation(id).endedAt()).isPresent();
  }

  @Test
  void whatRunsIsLeftAlone() {
    var id = deploy();
    world.scenario.runFor(Duration.ofSeconds(40));
    var rows = world.witness.rows();

    sweep();

    assertThat(world.witness.rows()).isEqualTo(rows);
    assertThat(executions(id)).hasSize(1);
    world.scenario.runUntil(() -> state(id) != OperationState.RUNNING);
    assertThat(state(id)).isEqualTo(SUCCEEDED);
  }

  @Test
  void anExecutionUnderTheIdOfAnotherKindsOperationIsRefusedAndDisturbsNothing() {
    var id = deploy();
    world.scenario.runFor(Duration.ofSeconds(5));

    world.scenario.startedByHand("swap", id, World.body("Cats"));
    world.scenario.startedByHand("delete-stack", id, JsonNodeFactory.instance.objectNode());
    world.scenario.runUntil(() -> state(id) != OperationState.RUNNING);

    assertThat(state(id)).as(operation(id).message()).isEqualTo(SUCCEEDED);
    assertThat(executions(id))
        .filteredOn(execution -> !execution.machineArn().endsWith("-deploy"))
        .hasSize(2)
        .allSatisfy(
            execution -> {
              assertThat(execution.status()).isEqualTo(Status.FAILED);
              assertThat(execution.error()).contains("io.slipway.domain.Rejected");
              assertThat(execution.cause().orElseThrow()).contains("is the id of a deploy already");
            });
  }

  private String deploy() {
    var body = World.body("Cats").put("environment", "dev").put("imageTag", "1.0.0");
    return world.scenario.asked("POST", "/stacks/deploy", body).id();
  }

  private void sweep() {
    var result =
        world
            .scenario
            .slipway()
            .functions()
            .invoke("Sweep", JsonNodeFactory.instance.objectNode())
            .join();
    assertThat(result).isInstanceOf(LambdaResult.Returned.class);
  }

  private List<ExecutionStatus> executions(String id) {
    return world.scenario.slipway().machines().list().stream()
        .filter(execution -> execution.name().equals(id))
        .toList();
  }

  private Operation operation(String id) {
    return new Operations(world.scenario.platform()).get(id);
  }

  private OperationState state(String id) {
    return operation(id).state();
  }
}
