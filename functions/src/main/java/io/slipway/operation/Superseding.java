package io.slipway.operation;

import io.slipway.aws.TaskTokens;
import io.slipway.domain.Control;
import io.slipway.domain.OperationState;
import io.slipway.domain.Phase;
import io.slipway.domain.Rejected;
import io.slipway.domain.Signal;
import io.slipway.runtime.Platform;
import io.slipway.store.Controls;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Queue;
import java.util.List;
import java.util.Optional;

/**
 * Makes room for an operation that supersedes others: ends those that wait before it and need
 * nothing that it does not need, and asks what holds its locks to abort, where that can. Doing it
 * again changes nothing more, so it is done again until the operation's turn has come.
 */
public final class Superseding {

  private final Operations operations;
  private final Queue queue;
  private final Controls controls;
  private final TaskTokens tokens;

  public Superseding(Platform platform) {
    this.operations = new Operations(platform);
    this.queue = new Queue(platform);
    this.controls = new Controls(platform);
    this.tokens = new TaskTokens(platform);
  }

  /**
   * Makes room for {@code newer}.
   *
   * @param waiting everybody who waits for the application
   * @param actor who asked for the newer operation
   */
  public void makeRoom(Queue.Waiting newer, List<Queue.Waiting> waiting, String actor) {
    var reason = "superseded by operation " + newer.operationId();
    waiting.stream()
        .filter(older -> older.number() < newer.number())
        .filter(older -> newer.groups().containsAll(older.groups()))
        .map(older -> operations.get(older.operationId()))
        .forEach(
            older -> {
              boolean unused =
                  queue.leave(older, OperationState.SUPERSEDED, reason, Optional.empty());
            });
    newer.groups().stream()
        .flatMap(group -> operations.running(newer.application(), group).stream())
        .distinct()
        .flatMap(id -> operations.find(id).stream())
        .filter(Superseding::canAbort)
        .forEach(running -> abort(running, actor, reason));
  }

  private static boolean canAbort(Operation running) {
    return running.state() == OperationState.RUNNING
        && running.phase().allowed(running.kind()).contains(Control.ABORT);
  }

  private void abort(Operation running, String actor, String reason) {
    try {
      if (running.control().isEmpty()) {
        controls
            .ask(
                running,
                Control.ABORT,
                actor,
                Optional.of(reason),
                Optional.empty(),
                Optional.empty())
            .ifPresent(this::resolve);
      } else if (running.phase() != Phase.WORKING) {
        controls.token(running.ref()).ifPresent(this::resolve);
      }
    } catch (Rejected e) {
      // it has moved on just now, and is asked again when the queue is looked at next
    }
  }

  private void resolve(String token) {
    boolean unused = tokens.resolve(token, Signal.of(Control.ABORT));
  }
}
