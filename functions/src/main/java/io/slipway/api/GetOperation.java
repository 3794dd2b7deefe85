package io.slipway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Control;
import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationState;
import io.slipway.operation.ChainProgress;
import io.slipway.operation.PipelineProgress;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.store.Chains;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Pipelines;
import io.slipway.store.Progress;
import io.slipway.store.Queue;
import io.slipway.store.StepRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code GET /operations/{operationId}}: how far an operation is. With {@code ?wait=20} the answer
 * comes when it has ended, or after so many seconds.
 */
public final class GetOperation extends Route {

  private static final int LONGEST_WAIT = 25;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Operations operations;
  private final Chains chains;
  private final Pipelines pipelines;
  private final Progress progress;
  private final Queue queue;
  private final Platform.Pause pause;

  /**
   * The whole answer.
   *
   * @param operation its kind; {@code release} for several that one request has asked for, {@code
   *     pipeline} for what a change of the source has caused
   * @param place in the queue, from 1; while it is QUEUED
   * @param phases the operations of a release, in their order; absent for a single one
   * @param stages of a pipeline, in their order, also those to come
   * @param controls what can be told to it now, each with POST to its link
   */
  record Page(
      String operationId,
      String operation,
      String applicationName,
      OperationState state,
      String message,
      Optional<String> waitingFor,
      Optional<Integer> place,
      Optional<List<ShownPhase>> phases,
      Optional<List<PipelineProgress.Stage>> stages,
      List<StepRecord> steps,
      JsonNode request,
      String startedBy,
      Instant startedAt,
      Optional<Instant> endedAt,
      List<String> controls) {}

  /** One operation of a release; its own page has the rest. */
  record ShownPhase(
      String operationId,
      OperationKind operation,
      OperationState state,
      String message,
      Instant startedAt,
      Optional<Instant> endedAt) {

    static ShownPhase of(Operation operation) {
      return new ShownPhase(
          operation.ref().operationId(),
          operation.kind(),
          operation.state(),
          operation.message(),
          operation.startedAt(),
          operation.endedAt());
    }
  }

  public GetOperation() {
    this(Platform.fromEnvironment());
  }

  public GetOperation(Platform platform) {
    this.operations = new Operations(platform);
    this.chains = new Chains(platform);
    this.pipelines = new Pipelines(platform);
    this.progress = new Progress(platform);
    this.queue = new Queue(platform);
    this.pause = platform.pause();
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of("wait"));
    int looks = call.number("wait", 0, LONGEST_WAIT, 0);
    var page = page(call);
    for (int look = 0; look < looks && !page.state().isTerminal(); look++) {
      waitAWhile();
      page = page(call);
    }
    return Answer.ok(page);
  }

  private Page page(Call call) {
    var id = call.path("operationId");
    return operations
        .find(id)
        .map(operation -> page(call, operation))
        .or(() -> chains.find(id).map(chain -> page(call, ChainProgress.of(chain, operations))))
        .or(
            () ->
                pipelines.find(id).map(found -> page(call, PipelineProgress.of(found, operations))))
        .orElseThrow(Operations::unknown);
  }

  private void waitAWhile() {
    try {
      pause.forAWhile(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an operation", e);
    }
  }

  private Page page(Call call, Operation operation) {
    var ref = operation.ref();
    var place =
        operation.state() == OperationState.QUEUED
            ? queue.place(operation)
            : Optional.<Integer>empty();
    return new Page(
        ref.operationId(),
        operation.kind().toString(),
        ref.applicationName().value(),
        operation.state(),
        operation.message(),
        place.map(GetOperation::inQueue).or(operation::waitingFor),
        place,
        Optional.empty(),
        Optional.empty(),
        progress.of(ref.operationId()),
        operation.request(),
        operation.startedBy(),
        operation.startedAt(),
        operation.endedAt(),
        links(call, ref.operationId(), controls(operation)));
  }

  private Page page(Call call, ChainProgress release) {
    var chain = release.chain();
    var current = release.current();
    var state = release.state();
    return new Page(
        chain.id(),
        "release",
        chain.application().value(),
        state,
        release.message(),
        release.waitingFor(),
        Optional.empty(),
        Optional.of(release.phases().stream().map(ShownPhase::of).toList()),
        Optional.empty(),
        release.phases().stream()
            .flatMap(phase -> progress.of(phase.ref().operationId()).stream())
            .toList(),
        chain.request(),
        chain.startedBy(),
        chain.startedAt(),
        release.endedAt(),
        links(call, chain.id(), controls(current)));
  }

  private Page page(Call call, PipelineProgress progressed) {
    var pipeline = progressed.pipeline();
    return new Page(
        pipeline.id(),
        "pipeline",
        pipeline.application().value(),
        pipeline.state(),
        pipeline.message(),
        progressed.waitingFor(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(progressed.stages()),
        progressed.operations().stream()
            .flatMap(operation -> progress.of(operation.ref().operationId()).stream())
            .toList(),
        Json.tree(pipeline.source()),
        pipeline.startedBy(),
        pipeline.startedAt(),
        pipeline.endedAt(),
        links(call, pipeline.id(), progressed.controls()));
  }

  private static List<String> links(Call call, String id, List<Control> controls) {
    return controls.stream()
        .map(control -> call.stagePath() + "/operations/" + id + "/" + control)
        .collect(Collectors.toList());
  }

  private static String inQueue(int place) {
    return "waits in the queue at place " + place;
  }

  private static List<Control> controls(Operation operation) {
    if (operation.state() == OperationState.QUEUED) {
      return List.of(Control.ABORT);
    }
    return operation.state().isTerminal()
        ? List.of()
        : operation.phase().allowed(operation.kind()).stream().sorted().toList();
  }
}
