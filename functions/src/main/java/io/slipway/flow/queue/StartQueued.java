package io.slipway.flow.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.AwsRefused;
import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationState;
import io.slipway.domain.OperationSuperseded;
import io.slipway.domain.Rejected;
import io.slipway.domain.ResourceMissing;
import io.slipway.domain.RetryLater;
import io.slipway.operation.Announcement;
import io.slipway.operation.EndedExecution;
import io.slipway.operation.Executions;
import io.slipway.operation.Planners;
import io.slipway.operation.Superseding;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Chains;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Queue;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts the operations whose turn has come: those before them have ended, and their locks are
 * free. Each is planned afresh, since what is live has changed while it waited; one that cannot be
 * followed any more ends as failed, with the reason. Invoked when an execution has ended, and every
 * minute, since such events may get lost.
 */
public final class StartQueued extends Step<JsonNode, StartQueued.Output> {

  /** As many as fit into one run, at about a dozen calls each. */
  private static final int MOST = 40;

  /** How long a chain that has created an application waits for its image. */
  private static final Duration TIME_TO_PUSH = Duration.ofHours(1);

  private final Operations operations;
  private final Queue queue;
  private final Planners planners;
  private final Superseding superseding;
  private final Executions executions;
  private final Announcement announcement;
  private final Chains chains;
  private final Clock clock;

  /**
   * What was done.
   *
   * @param started the operations that have begun
   * @param refused those that could not be followed any more, or will not, as the operation before
   *     them did not succeed
   * @param failed the applications for which AWS said no, or not yet
   */
  public record Output(List<String> started, List<String> refused, List<String> failed) {}

  public StartQueued() {
    this(Platform.fromEnvironment());
  }

  public StartQueued(Platform platform) {
    super(JsonNode.class);
    this.operations = new Operations(platform);
    this.queue = new Queue(platform);
    this.planners = new Planners(platform);
    this.superseding = new Superseding(platform);
    this.executions = new Executions(platform);
    this.announcement = new Announcement(platform);
    this.chains = new Chains(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(JsonNode event) {
    var output = new Output(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (var application : applications(event)) {
      if (output.started().size() + output.refused().size() < MOST) {
        attempt(application, output);
      }
    }
    return output;
  }

  /** The application whose execution has ended; all that somebody waits for, on the schedule. */
  private List<ApplicationName> applications(JsonNode event) {
    return EndedExecution.operationId(event)
        .flatMap(operations::find)
        .map(operation -> List.of(operation.ref().applicationName()))
        .orElseGet(queue::applications);
  }

  /** What goes wrong with one application is no other's concern; it is tried again. */
  private void attempt(ApplicationName application, Output output) {
    try {
      next(application, output);
    } catch (RetryLater | AwsRefused e) {
      output.failed().add(application.value());
    }
  }

  /** Where some did not begin, it is the turn of those behind them. */
  private void next(ApplicationName application, Output output) {
    int before;
    do {
      before = output.refused().size();
      round(application, output);
    } while (output.refused().size() > before && output.refused().size() < MOST);
  }

  private void round(ApplicationName application, Output output) {
    var seen = queue.of(application);
    makeRoom(seen);
    // Read again: who came while the first reading was under way is in the second for certain.
    var waiting = queue.of(application);
    Queue.ready(waiting, group -> operations.running(application, group).isEmpty()).stream()
        .filter(seen::contains)
        .forEach(one -> begin(one, output));
  }

  private void makeRoom(List<Queue.Waiting> waiting) {
    waiting.stream()
        .filter(Queue.Waiting::supersedes)
        .forEach(
            newer ->
                superseding.makeRoom(
                    newer, waiting, operations.get(newer.operationId()).startedBy()));
  }

  private void begin(Queue.Waiting waiting, Output output) {
    var operation = operations.get(waiting.operationId());
    var before = before(operation);
    if (before.filter(earlier -> earlier.state() != OperationState.SUCCEEDED).isPresent()) {
      giveUp(operation, before.get(), output);
      return;
    }
    try {
      var begun = planners.admission(operation.kind()).begin(operation, waiting);
      output.started().add(waiting.operationId());
      boolean unused = executions.startOwn(begun);
    } catch (Rejected e) {
      if (!e.code().equals("busy") && !mayComeYet(e, before)) {
        refuse(operation, e, output);
      }
    } catch (ResourceMissing | AwsRefused e) {
      refuse(operation, e, output);
    } catch (OperationSuperseded | RetryLater e) {
      // ended or begun meanwhile; or AWS is busy, and it is tried again within a minute
    }
  }

  /** The operation of the same chain that it needs to have succeeded. */
  private Optional<Operation> before(Operation operation) {
    var id = operation.ref().operationId();
    return chains.of(id).flatMap(chain -> chain.before(id)).map(operations::get);
  }

  /** An image cannot be pushed before there is a repository, which the creation has just made. */
  private boolean mayComeYet(Rejected refusal, Optional<Operation> before) {
    return refusal.code().equals("unknown-image")
        && before
            .filter(earlier -> earlier.kind() == OperationKind.CREATE_STACK)
            .flatMap(Operation::endedAt)
            .filter(end -> clock.instant().isBefore(end.plus(TIME_TO_PUSH)))
            .isPresent();
  }

  private void giveUp(Operation operation, Operation before, Output output) {
    if (before.state().isTerminal()) {
      var state =
          OperationState.QUEUED.mayBecome(before.state()) ? before.state() : OperationState.FAILED;
      boolean unused =
          leave(
              operation,
              state,
              "not begun, as the operation before it, "
                  + before.ref().operationId()
                  + ", has ended as "
                  + before.state(),
              output);
    }
  }

  /** No execution ends with it, so nobody else would tell. */
  private void refuse(Operation operation, RuntimeException why, Output output) {
    var message = "failed: when its turn came: " + why.getMessage();
    if (leave(operation, OperationState.FAILED, message, output)) {
      var unused = announcement.of(operations.get(operation.ref().operationId()));
    }
  }

  private boolean leave(Operation operation, OperationState state, String message, Output output) {
    boolean left = queue.leave(operation, state, message, Optional.empty());
    if (left) {
      output.refused().add(operation.ref().operationId());
    }
    return left;
  }
}
