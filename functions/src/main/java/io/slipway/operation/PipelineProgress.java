package io.slipway.operation;

import io.slipway.domain.Control;
import io.slipway.domain.OperationState;
import io.slipway.domain.PipelineStage;
import io.slipway.domain.Span;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Pipeline;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far a pipeline is: its own row says at which stage, and the operation of a stage the rest.
 *
 * @param operations of its stages so far, in their order
 */
public record PipelineProgress(Pipeline pipeline, List<Operation> operations) {

  public PipelineProgress {
    operations = List.copyOf(operations);
  }

  public static PipelineProgress of(Pipeline pipeline, Operations operations) {
    return new PipelineProgress(
        pipeline,
        IntStream.rangeClosed(1, pipeline.stage())
            .mapToObj(pipeline::operation)
            .flatMap(id -> operations.find(id).stream())
            .toList());
  }

  /**
   * A stage, for people.
   *
   * @param state empty where it has not begun
   */
  public record Stage(
      String stage,
      Optional<OperationState> state,
      Optional<String> operationId,
      Optional<String> message,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt) {}

  /** All stages, also those to come. */
  public List<Stage> stages() {
    return IntStream.rangeClosed(1, pipeline.stages().size()).mapToObj(this::stage).toList();
  }

  private Stage stage(int number) {
    var name = pipeline.stage(number).toString();
    return operation(number)
        .map(
            operation ->
                new Stage(
                    name,
                    Optional.of(operation.state()),
                    Optional.of(operation.ref().operationId()),
                    Optional.of(operation.message()),
                    Optional.of(operation.startedAt()),
                    operation.endedAt()))
        .orElseGet(() -> withoutOperation(number, name));
  }

  /** One that waits for a person, could not be started, or has not begun. */
  private Stage withoutOperation(int number, String name) {
    boolean current = number == pipeline.stage();
    return new Stage(
        name,
        number < pipeline.stage()
            ? Optional.of(OperationState.SUCCEEDED)
            : Optional.of(pipeline.state()).filter(unused -> current),
        Optional.empty(),
        Optional.empty(),
        pipeline.since().filter(unused -> current),
        pipeline.endedAt().filter(unused -> current));
  }

  private Optional<Operation> operation(int number) {
    return operations.stream()
        .filter(operation -> operation.ref().operationId().equals(pipeline.operation(number)))
        .findFirst();
  }

  /** The operation that it waits for. */
  public Optional<Operation> current() {
    return operation(pipeline.stage()).filter(operation -> !operation.state().isTerminal());
  }

  /** What a person reads; empty where it has ended. */
  public Optional<String> waitingFor() {
    if (pipeline.state().isTerminal()) {
      return Optional.empty();
    }
    if (pipeline.awaitsApproval()
        && pipeline.stage(pipeline.stage()) instanceof PipelineStage.Approval approval) {
      return Optional.of(
          "approval, for "
              + Span.of(approval.within())
              + pipeline
                  .since()
                  .map(since -> " until " + since.plus(approval.within()))
                  .orElse(""));
    }
    return Optional.of(
        current()
            .map(now -> now.kind() + ": " + now.waitingFor().orElse("at work"))
            .orElse("its next stage"));
  }

  /** What a caller may tell it now. */
  public List<Control> controls() {
    if (pipeline.state().isTerminal()) {
      return List.of();
    }
    if (pipeline.awaitsApproval()) {
      return List.of(Control.APPROVE, Control.ABORT);
    }
    var allowed = EnumSet.of(Control.ABORT);
    current().ifPresent(now -> allowed.addAll(now.phase().allowed(now.kind())));
    return List.copyOf(allowed);
  }
}
