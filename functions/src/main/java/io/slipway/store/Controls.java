package io.slipway.store;

import io.slipway.domain.Control;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.OperationSuperseded;
import io.slipway.domain.Phase;
import io.slipway.domain.Rejected;
import io.slipway.domain.Turn;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Platform;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * How callers reach a running operation: it leaves a task token when it waits; a control resolves
 * the token, or stays on the operation until its next step looks.
 */
public final class Controls {

  /** That no later state of the operation has begun. */
  static final String NONE_LATER = "(attribute_not_exists(Turn) OR Turn <= :turn)";

  private static final Pending NOTHING = new Pending(false, Optional.empty());

  private final DynamoDbClient dynamoDb;
  private final Operations operations;
  private final String table;
  private final Clock clock;
  private final Ids ids;

  /** What was asked for: the token that it resolves, where the operation waited. */
  public record Asked(Optional<String> token) {}

  /**
   * What has come up since the operation last looked. Neither goes away before the operation ends,
   * so that a step that runs again after a lost answer finds it again.
   *
   * @param aborted whether a caller has asked to abort
   * @param alarm what is said of the alarm that went off, where one has
   */
  public record Pending(boolean aborted, Optional<String> alarm) {

    boolean nothing() {
      return !aborted && alarm.isEmpty();
    }
  }

  public Controls(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.operations = new Operations(platform);
    this.table = new Tables(platform.settings()).operations();
    this.clock = platform.clock();
    this.ids = platform.ids();
  }

  /**
   * Leaves a token, unless something has come up already.
   *
   * @param waitingFor what a person reads, for example until when
   * @return what has come up; where nothing has, the token was left
   * @throws OperationSuperseded where a later state of the operation has begun already
   */
  public Pending waitFor(
      OperationRef ref, Phase phase, Turn turn, String token, String waitingFor) {
    var pending = NOTHING;
    while (pending.nothing() && !leave(ref, phase, turn, token, waitingFor)) {
      pending = pending(ref, turn);
    }
    return pending;
  }

  private boolean leave(OperationRef ref, Phase phase, Turn turn, String token, String waitingFor) {
    return update(
            ref,
            "SET Phase = :phase, TaskToken = :token, WaitingFor = :what, Turn = :turn",
            "OperationState = :running AND Fence = :fence AND attribute_not_exists(Control)"
                + " AND attribute_not_exists(Alarm) AND "
                + NONE_LATER,
            Row.empty()
                .with(":turn", turn.number())
                .with(":phase", phase.name())
                .with(":token", token)
                .with(":what", waitingFor))
        .isPresent();
  }

  /** Whether a caller has asked to abort; leaves a wait alone. */
  public Optional<Control> take(OperationRef ref) {
    return look(ref).aborted() ? Optional.of(Control.ABORT) : Optional.empty();
  }

  /**
   * What has come up; leaves a wait alone.
   *
   * @throws OperationSuperseded where the operation may not change anything any more
   */
  public Pending look(OperationRef ref) {
    var row = row(ref);
    if (!row.find("OperationState").equals(Optional.of(OperationState.RUNNING.name()))
        || row.number("Fence") != ref.fence()) {
      throw Locks.superseded(ref);
    }
    return pending(row);
  }

  /**
   * Ends the wait of an earlier state and finds what has come up. A run that comes too late ends
   * nothing: the wait is that of a later state, and nobody could answer it any more.
   *
   * @throws OperationSuperseded where a later state of the operation has begun already, or the
   *     operation may not change anything any more
   */
  public Pending pending(OperationRef ref, Turn turn) {
    return update(
            ref,
            "SET Turn = :turn REMOVE Phase, TaskToken, WaitingFor",
            "OperationState = :running AND Fence = :fence AND " + NONE_LATER,
            Row.empty().with(":turn", turn.number()))
        .map(Controls::pending)
        .orElseThrow(
            () ->
                new OperationSuperseded(
                    "operation "
                        + ref.operationId()
                        + " has gone on, or does not hold its lock any more; nothing was changed"));
  }

  private static Pending pending(Row row) {
    return new Pending(row.find("Control").isPresent(), row.find("Alarm"));
  }

  /**
   * Puts down that an alarm has gone off, once for an operation, with an event. A wait that begins
   * later finds it; the token of one that has begun is given back.
   *
   * @param text what a person reads: which alarm, since when, why
   * @return the token to resolve, where the operation waits
   */
  public Optional<String> raise(Operation operation, String text) {
    var ref = operation.ref();
    var transaction = new Transaction(dynamoDb);
    transaction.update(
        table,
        OperationRow.key(ref.operationId()),
        "SET Alarm = :alarm",
        "OperationState = :running AND attribute_not_exists(Alarm)",
        Row.empty()
            .with(":alarm", text)
            .with(":running", OperationState.RUNNING.name())
            .attributes(),
        () -> new OperationSuperseded("an alarm was put down already, or it has ended"));
    operations.addEvent(transaction, operation, "ALARM", text, Optional.empty());
    try {
      transaction.commit();
    } catch (OperationSuperseded e) {
      // another delivery of this alarm has put it down, and may have got no further
    }
    return token(ref);
  }

  /**
   * Logs what a caller asks for. To abort also stays on the operation, for its next step to find.
   *
   * @param actor who asks
   * @param reason why, in the caller's words
   * @param idempotency the caller's key, where one was given
   * @param approves the step that an approval is for, which has the approver on record then
   * @return the token to resolve, where the operation waits
   * @throws Rejected 409 where the operation has ended or is in a phase that this does not apply to
   */
  public Optional<String> ask(
      Operation operation,
      Control control,
      String actor,
      Optional<String> reason,
      Optional<IdempotencyKey> idempotency,
      Optional<StepName> approves) {
    var ref = operation.ref();
    var values =
        Row.empty()
            .with(":control", control.toString())
            .with(":running", OperationState.RUNNING.name());
    var token = token(ref);
    if (token.isPresent() == (operation.phase() == Phase.WORKING)) {
      throw movedOn();
    }
    var inPhase =
        token.isEmpty()
            ? "attribute_not_exists(TaskToken)"
            : "TaskToken = :token AND Phase = :phase";
    token.ifPresent(
        present -> values.with(":token", present).with(":phase", operation.phase().name()));
    var transaction = new Transaction(dynamoDb);
    transaction.update(
        table,
        OperationRow.key(ref.operationId()),
        control == Control.ABORT ? "SET Control = :control" : "SET LastControl = :control",
        "OperationState = :running AND " + inPhase,
        values.attributes(),
        Controls::movedOn);
    idempotency.ifPresent(
        key -> operations.remembered().add(transaction, key, ref.operationId(), token));
    approves.ifPresent(step -> approve(transaction, ref, step, actor, reason));
    operations.addEvent(
        transaction,
        operation,
        control.name(),
        actor + " asked to " + control + because(reason),
        Optional.of(new Said(actor, reason, clock.instant())));
    transaction.commit();
    return token;
  }

  /** Who said it, why, and when. */
  private record Said(String actor, Optional<String> reason, Instant at) {}

  private static String because(Optional<String> reason) {
    return reason.map(text -> ": " + text).orElse("");
  }

  private void approve(
      Transaction transaction,
      OperationRef ref,
      StepName step,
      String actor,
      Optional<String> reason) {
    var now = clock.instant();
    StepRow.write(
        transaction,
        table,
        StepRow.key(ref.operationId(), step),
        step,
        StepRecord.Outcome.DONE,
        "approved by " + actor + because(reason),
        Optional.of(new Said(actor, reason, now)),
        now,
        ids.next());
  }

  /**
   * What a request with this key has asked for before.
   *
   * @throws Rejected 422 where the key was used with another body
   */
  public Optional<Asked> askedWith(IdempotencyKey key) {
    return operations.remembered().find(key).map(row -> new Asked(row.find("TaskToken")));
  }

  /** The refusal of a control that has come too late for the phase that it was meant for. */
  public static Rejected movedOn() {
    return new Rejected(
        409, "moved-on", "the operation has moved on meanwhile; look at it and ask again");
  }

  /**
   * The token of the wait that an operation is in, if it is. Read before a control is put down, and
   * a condition for that: a token that came later belongs to a wait that nobody has seen yet.
   */
  public Optional<String> token(OperationRef ref) {
    return row(ref).find("TaskToken");
  }

  private Row row(OperationRef ref) {
    return new Rows(dynamoDb, table)
        .find(OperationRow.key(ref.operationId()))
        .orElseGet(Row::empty);
  }

  private Optional<Row> update(OperationRef ref, String update, String condition, Row values) {
    values.with(":running", OperationState.RUNNING.name()).with(":fence", ref.fence());
    try {
      var before =
          dynamoDb.updateItem(
              request ->
                  request
                      .tableName(table)
                      .key(OperationRow.key(ref.operationId()).attributes())
                      .updateExpression(update)
                      .conditionExpression(condition)
                      .expressionAttributeValues(values.attributes())
                      .returnValues(ReturnValue.ALL_OLD));
      return Optional.of(Row.of(before.attributes()));
    } catch (ConditionalCheckFailedException e) {
      return Optional.empty();
    }
  }
}
