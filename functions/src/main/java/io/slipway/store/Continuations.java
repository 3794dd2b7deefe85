package io.slipway.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ExecutionName;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.OperationSuperseded;
import io.slipway.domain.Turn;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Platform;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** How an operation goes on in another execution, as far as the tables know it. */
public final class Continuations {

  /** So that nobody can use a name up before it is an operation's. */
  private static final int UNFORESEEN = 8;

  private final DynamoDbClient dynamoDb;
  private final Operations operations;
  private final String table;
  private final Ids ids;

  public Continuations(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.operations = new Operations(platform);
    this.table = new Tables(platform.settings()).operations();
    this.ids = platform.ids();
  }

  /**
   * Puts the next execution of an operation in the place of the present one, with an event; ends
   * the wait of an earlier state. Running again finds what the first run has written.
   *
   * @param part which execution of the operation asks for it, from 1
   * @param variables that the next one begins with
   * @return the operation with its next execution, which the caller starts
   * @throws OperationSuperseded where another execution works for it, or none may any more
   */
  public Operation goOn(OperationRef ref, int part, Turn turn, JsonNode variables) {
    var operation = operations.get(ref.operationId());
    boolean holds =
        operation.state() == OperationState.RUNNING && operation.ref().fence() == ref.fence();
    if (holds && operation.part() == part + 1) {
      return operation;
    }
    if (!holds || operation.part() != part) {
      throw superseded(ref, part);
    }
    record(operation, turn, variables);
    return operations.get(ref.operationId());
  }

  private void record(Operation operation, Turn turn, JsonNode variables) {
    var ref = operation.ref();
    int next = operation.part() + 1;
    var id = ids.next();
    var name =
        ExecutionName.of(
            ref.operationId(), "-p" + next + "-" + id.substring(id.length() - UNFORESEEN));
    var transaction = new Transaction(dynamoDb);
    transaction.update(
        table,
        OperationRow.key(ref.operationId()),
        "SET Part = :part, Execution = :execution, Variables = :variables, Turn = :turn"
            + " REMOVE Phase, TaskToken, WaitingFor",
        "OperationState = :running AND Fence = :fence AND "
            + Controls.NONE_LATER
            + " AND "
            + unchanged(operation),
        withPart(operation, Row.empty())
            .with(":part", next)
            .with(":execution", name)
            .withJson(":variables", variables)
            .with(":turn", turn.number())
            .with(":running", OperationState.RUNNING.name())
            .with(":fence", ref.fence())
            .attributes(),
        () -> superseded(ref, operation.part()));
    operations.addEvent(
        transaction,
        operation,
        "CONTINUED",
        "goes on in the execution " + name + ", since the history of the one before is long",
        Optional.of(Map.of("execution", name, "part", next)));
    transaction.commit();
  }

  /** The condition that an operation still has the execution that it was read with. */
  static String unchanged(Operation operation) {
    return operation.continuation().isPresent() ? "Part = :known" : "attribute_not_exists(Part)";
  }

  /** Adds what that condition compares with. */
  static Row withPart(Operation operation, Row values) {
    operation.continuation().ifPresent(known -> values.with(":known", known.part()));
    return values;
  }

  private static OperationSuperseded superseded(OperationRef ref, int part) {
    return new OperationSuperseded(
        "operation "
            + ref.operationId()
            + " does not go on after its execution "
            + part
            + ": another one works for it, or it may not change anything any more");
  }
}
