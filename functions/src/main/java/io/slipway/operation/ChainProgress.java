package io.slipway.operation;

import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationState;
import io.slipway.store.Chain;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a chain of operations is, which nothing says but these themselves.
 *
 * @param phases in their order
 */
public record ChainProgress(Chain chain, List<Operation> phases) {

  public ChainProgress {
    phases = List.copyOf(phases);
  }

  public static ChainProgress of(Chain chain, Operations operations) {
    return new ChainProgress(
        chain, chain.phases().stream().map(phase -> operations.get(phase.operationId())).toList());
  }

  /** The operation that it stands at: the first that has not succeeded, else the last. */
  public Operation current() {
    return phases.stream()
        .filter(operation -> operation.state() != OperationState.SUCCEEDED)
        .findFirst()
        .orElseGet(phases::getLast);
  }

  /** It runs until the last of its operations has ended, also of those that will not begin. */
  public OperationState state() {
    var now = current().state();
    boolean ended = phases.stream().allMatch(operation -> operation.state().isTerminal());
    return ended || now == OperationState.NEEDS_ATTENTION ? now : OperationState.RUNNING;
  }

  /** What a person reads: what it does, or how it ended and what can be done next. */
  public String message() {
    return state() == OperationState.RUNNING
        ? chain.message()
        : current().kind() + ": " + current().message();
  }

  /** Empty where it has ended. */
  public Optional<String> waitingFor() {
    var now = current();
    return state().isTerminal()
        ? Optional.empty()
        : Optional.of(now.kind() + ": " + now.waitingFor().orElseGet(() -> doing(now)));
  }

  private String doing(Operation now) {
    if (now.state() != OperationState.QUEUED) {
      return "at work";
    }
    boolean created = phases.getFirst().kind() == OperationKind.CREATE_STACK;
    return created && now.kind() == OperationKind.DEPLOY
        ? "its turn, and the image " + now.request().path("imageTag").asText()
        : "its turn";
  }

  public Optional<Instant> endedAt() {
    return state().isTerminal()
        ? phases.stream().flatMap(operation -> operation.endedAt().stream()).max(Instant::compareTo)
        : Optional.empty();
  }
}
