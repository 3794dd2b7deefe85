package io.slipway.store;

import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.OperationSuperseded;
import io.slipway.domain.Phase;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Meter;
import io.slipway.runtime.Platform;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The way back of operations, as far as the tables know it: taken over with a new fence, given up
 * until a person comes, taken up again.
 */
public final class Recoveries {

  private static final int LONGEST_REASON = 2000;

  private final DynamoDbClient dynamoDb;
  private final Operations operations;
  private final String table;
  private final Clock clock;
  private final Meter meter;

  public Recoveries(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.operations = new Operations(platform);
    this.table = new Tables(platform.settings()).operations();
    this.clock = platform.clock();
    this.meter = platform.meter();
  }

  /**
   * Takes an operation away from whoever works at it: from now on nothing is written with its old
   * fence. One transaction over its locks, itself and a RECOVERING event.
   *
   * @param attempt of this recovery; the one that has it already gets it again
   * @param aborted whether a caller asked for it; what an earlier attempt knew counts
   * @param reason why; what an earlier attempt knew counts
   * @throws OperationSuperseded where it has ended, waits for a person, or a later attempt has it
   * @throws RetryLater where somebody else was at it just now
   */
  public Operation takeOver(Operation operation, int attempt, boolean aborted, String reason) {
    var ref = operation.ref();
    var known = operation.recovery();
    if (known.filter(recovery -> recovery.attempt() == attempt).isPresent()
        && operation.state() == OperationState.RUNNING) {
      return operation;
    }
    if (operation.state() != OperationState.RUNNING
        || known.filter(recovery -> recovery.attempt() > attempt).isPresent()) {
      throw new OperationSuperseded(
          "attempt "
              + attempt
              + " to put operation "
              + ref.operationId()
              + " back comes too late: the operation is "
              + operation.state()
              + known.map(recovery -> ", in attempt " + recovery.attempt()).orElse(""));
    }
    long fence = ref.fence() + 1;
    var why = known.map(recovery -> recovery.reason()).orElse(shortened(reason));
    boolean byCaller = known.map(recovery -> recovery.aborted()).orElse(aborted);
    var values =
        Continuations.withPart(operation, Row.empty())
            .with(":running", OperationState.RUNNING.name())
            .with(":old", ref.fence())
            .with(":fence", fence)
            .with(":attempt", attempt)
            .with(":reason", why)
            .with(":phase", Phase.RECOVERING.name())
            .with(":now", clock.instant());
    if (byCaller) {
      values.with(":aborted", "yes");
    }
    var transaction = new Transaction(dynamoDb);
    transaction.update(
        table,
        OperationRow.key(ref.operationId()),
        "SET Fence = :fence, RecoveryAttempt = :attempt, RecoveryReason = :reason,"
            + " RecoveryBegan = if_not_exists(RecoveryBegan, :now), Phase = :phase"
            + (byCaller ? ", RecoveryAborted = :aborted" : "")
            + " REMOVE TaskToken, WaitingFor, Control, Alarm",
        "OperationState = :running AND Fence = :old AND " + Continuations.unchanged(operation),
        values.attributes(),
        () -> new RetryLater("operation " + ref.operationId() + " has just been changed"));
    operations.locks().pass(transaction, ref, fence, operation.locks());
    operations.addEvent(
        transaction,
        operation,
        "RECOVERING",
        "everything is put back, because: " + why,
        Optional.of(Map.of("attempt", attempt, "fence", fence)));
    transaction.commit();
    return operations.get(ref.operationId());
  }

  /**
   * Gives up until a person resumes it; the operation keeps its locks. Does nothing where that has
   * happened.
   *
   * @param reason what could not be put back, why, and what to do
   * @throws OperationSuperseded where it has ended, or somebody else has taken it over
   */
  public void needAttention(OperationRef ref, String reason) {
    var operation = operations.get(ref.operationId());
    if (operation.state() == OperationState.NEEDS_ATTENTION) {
      return;
    }
    if (!operation.state().mayBecome(OperationState.NEEDS_ATTENTION)) {
      throw new OperationSuperseded(
          "operation " + ref.operationId() + " has ended already: " + operation.state());
    }
    var message = shortened(reason);
    var transaction = new Transaction(dynamoDb);
    transaction.update(
        table,
        OperationRow.key(ref.operationId()),
        "SET OperationState = :needed, Phase = :phase, Message = :message REMOVE WaitingFor,"
            + " TaskToken, Control, RecoveryOverwrites",
        "OperationState = :running AND Fence = :fence",
        Row.empty()
            .with(":needed", OperationState.NEEDS_ATTENTION.name())
            .with(":running", OperationState.RUNNING.name())
            .with(":phase", Phase.STUCK.name())
            .with(":message", message)
            .with(":fence", ref.fence())
            .attributes(),
        () -> Locks.superseded(ref));
    operations.addEvent(
        transaction, operation, OperationState.NEEDS_ATTENTION.name(), message, Optional.empty());
    transaction.commit();
    meter.needAttention(1);
  }

  /**
   * Lets an operation that waits for a person try again to put everything back.
   *
   * @param actor who asks
   * @param reason why, in the caller's words
   * @param overwrites whether weights that somebody has set by hand may be overwritten
   * @param idempotency the caller's key, where one was given
   * @return the operation as it is now; the caller starts the execution of its first attempt
   * @throws RetryLater where somebody else has just done so
   */
  public Operation resume(
      Operation operation,
      String actor,
      Optional<String> reason,
      boolean overwrites,
      Optional<IdempotencyKey> idempotency) {
    var ref = operation.ref();
    var transaction = new Transaction(dynamoDb);
    var values = overwrites ? Row.empty().with(":overwrites", "yes") : Row.empty();
    transaction.update(
        table,
        OperationRow.key(ref.operationId()),
        "SET OperationState = :running, Phase = :phase, FirstRecovery = :first"
            + (overwrites ? ", RecoveryOverwrites = :overwrites" : "")
            + " REMOVE Announced",
        "OperationState = :needed AND Fence = :fence",
        values
            .with(":running", OperationState.RUNNING.name())
            .with(":needed", OperationState.NEEDS_ATTENTION.name())
            .with(":phase", Phase.RECOVERING.name())
            .with(":first", operation.attempts().next().first())
            .with(":fence", ref.fence())
            .attributes(),
        Controls::movedOn);
    idempotency.ifPresent(
        key -> operations.remembered().add(transaction, key, ref.operationId(), Optional.empty()));
    operations.addEvent(
        transaction,
        operation,
        "RESUME",
        actor
            + " asked to put everything back again"
            + (overwrites ? ", over weights that somebody has set by hand" : "")
            + reason.map(text -> ": " + text).orElse(""),
        Optional.of(Map.of("actor", actor, "overwrites", overwrites)));
    transaction.commit();
    return operations.get(ref.operationId());
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON - 1) + "…";
  }
}
