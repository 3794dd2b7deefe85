package io.slipway.flow.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.OperationState;
import io.slipway.domain.OperationSuperseded;
import io.slipway.operation.Executions;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Ending;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Finishes what nobody else will: starts the state machines of operations that were recorded but
 * not started, because the process that recorded them ended in between; ends operations whose
 * execution has ended without doing so, because somebody stopped it or its time was over. Invoked
 * by a schedule.
 */
public final class Sweep extends Step<JsonNode, Sweep.Output> {

  /** An operation younger than this is still being started by whoever recorded it. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Operations operations;
  private final Executions executions;
  private final Platform platform;
  private final Clock clock;

  /**
   * What was looked at.
   *
   * @param operationIds of all that have not ended and are older than the grace time
   */
  public record Output(List<String> operationIds) {}

  public Sweep() {
    this(Platform.fromEnvironment());
  }

  public Sweep(Platform platform) {
    super(JsonNode.class);
    this.operations = new Operations(platform);
    this.executions = new Executions(platform);
    this.platform = platform;
    this.clock = platform.clock();
  }

  @Override
  protected Output run(JsonNode scheduled) {
    var latest = clock.instant().minus(GRACE);
    var due =
        operations.running().stream()
            .map(operations::find)
            .flatMap(Optional::stream)
            .filter(operation -> operation.startedAt().isBefore(latest))
            .toList();
    due.forEach(this::finish);
    return new Output(due.stream().map(operation -> operation.ref().operationId()).toList());
  }

  private void finish(Operation operation) {
    if (executions.start(operation, machine(operation))) {
      return;
    }
    executions
        .ended(operation, machine(operation))
        .ifPresent(
            status -> {
              try {
                operations.end(
                    operation.ref(), Ending.of(OperationState.FAILED, sentence(operation, status)));
              } catch (OperationSuperseded e) {
                // it has ended by itself after it was looked at
              }
            });
  }

  private static String sentence(Operation operation, String status) {
    return "failed: its execution has ended as "
        + status
        + " before the operation was finished, so what it had begun stays as it is; look with GET"
        + " /stacks/"
        + operation.ref().applicationName()
        + " and ask again";
  }

  private String machine(Operation operation) {
    return platform.settings().get(operation.kind().name() + "_MACHINE");
  }
}
