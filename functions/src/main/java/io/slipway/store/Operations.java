package io.slipway.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Control;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.OperationSuperseded;
import io.slipway.domain.Phase;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Meter;
import io.slipway.runtime.Platform;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Operations, from one transaction that starts them to one that ends them.
 *
 * <p>So a crash between any two calls leaves either no operation, or one that holds its locks and
 * can be finished.
 */
public final class Operations {

  /** What Step Functions and CloudWatch both allow in the name of an execution. */
  public static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  private static final String RUNNING = "RUNNING";
  private static final int ATTEMPTS = 5;
  private static final Duration KEPT = Duration.ofDays(1);

  private final DynamoDbClient dynamoDb;
  private final Tables tables;
  private final Locks locks;
  private final Applications applications;
  private final Clock clock;
  private final Ids ids;
  private final Meter meter;

  public Operations(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.tables = new Tables(platform.settings());
    this.locks = new Locks(dynamoDb, tables.operations());
    this.applications = new Applications(platform);
    this.clock = platform.clock();
    this.ids = platform.ids();
    this.meter = platform.meter();
  }

  /** The operation {@code operationId}; empty where there is none, or could not be. */
  public Optional<Operation> find(String operationId) {
    return ID.matcher(operationId).matches()
        ? read(key(operationId)).map(Operations::operation)
        : Optional.empty();
  }

  /**
   * The operation {@code operationId}.
   *
   * @throws Rejected 404 where there is none
   */
  public Operation get(String operationId) {
    return find(operationId)
        .orElseThrow(
            () ->
                new Rejected(
                    404,
                    "unknown-operation",
                    "there is no operation with this id; GET /stacks/{applicationName} shows the"
                        + " current one"));
  }

  /** The ids of the operations that run on an application now. */
  public List<String> running(ApplicationName application) {
    return locks.holders(application);
  }

  /** The operation that holds the lock of a group of environments. */
  public Optional<String> running(ApplicationName application, EnvironmentGroup group) {
    return locks.owner(application, group);
  }

  /**
   * Refuses where another operation holds one of these locks: what it is about to change is not
   * worth a plan.
   *
   * @throws Rejected 409 with the id of the other operation
   */
  public void requireFree(ApplicationName application, List<EnvironmentGroup> groups) {
    locks.nextFence(application, groups);
  }

  /**
   * The operation that a request with this key has started before.
   *
   * @throws Rejected 422 where the key was used with another body
   */
  public Optional<Operation> startedWith(IdempotencyKey key) {
    return remembered(key).map(row -> get(row.text("OperationId")));
  }

  /** What is remembered of a request with this key; refused where that had another body. */
  Optional<Row> remembered(IdempotencyKey key) {
    var row = read(idempotencyKey(key));
    if (row.filter(found -> !found.text("BodyHash").equals(key.bodyHash())).isPresent()) {
      throw new Rejected(
          422,
          "idempotency-key-reused",
          "Idempotency-Key: it was used with another body; use a new key for a new request");
    }
    return row;
  }

  /**
   * Takes the locks, writes the operation and its STARTED event: all or nothing.
   *
   * @throws Rejected 409 where a lock is taken or the application is not in the right state, 404
   *     where there is no such application
   */
  public Operation start(Start start) {
    for (int attempt = 1; ; attempt++) {
      try {
        return startOnce(start);
      } catch (RetryLater e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Operation startOnce(Start start) {
    var ref =
        new OperationRef(
            start.operationId(),
            start.application(),
            locks.nextFence(start.application(), start.locks()));
    var operation =
        new Operation(
            ref,
            start.kind(),
            OperationState.RUNNING,
            start.locks(),
            start.request(),
            start.plan(),
            start.startedBy(),
            clock.instant(),
            Optional.empty(),
            start.message(),
            Optional.empty(),
            Phase.WORKING,
            Optional.empty());
    var transaction = new Transaction(dynamoDb);
    transaction.putNew(
        tables.operations(),
        row(operation),
        "PK",
        () -> new RetryLater("operation " + ref.operationId() + " has been started already"));
    transaction.put(
        tables.operations(),
        Row.key(RUNNING, ref.operationId()).with("Kind", start.kind().toString()));
    locks.take(transaction, ref, start.locks());
    admit(transaction, start);
    start.idempotency().ifPresent(key -> remember(transaction, key, ref.operationId()));
    addEvent(
        transaction,
        operation,
        "STARTED",
        start.message(),
        Optional.of(Map.of("request", start.request())));
    transaction.commit();
    return operation;
  }

  private void admit(Transaction transaction, Start start) {
    var name = start.application();
    if (start.change().isEmpty()) {
      transaction.check(
          tables.operations(),
          Row.key(Applications.PARTITION, name.key()),
          "ApplicationState = :active",
          Row.empty().with(":active", Application.State.ACTIVE.name()).attributes(),
          () -> Applications.changedMeanwhile(name));
      return;
    }
    switch (start.change().get()) {
      case ApplicationChange.Born born -> {
        transaction.putNew(
            tables.operations(),
            Applications.row(born.application()),
            "PK",
            () -> Applications.exists(name));
        transaction.put(
            tables.specifications(),
            Specifications.row(name, Specifications.FIRST, born.specification(), clock.instant()));
      }
      case ApplicationChange.Entered entered ->
          transaction.putOver(
              tables.operations(),
              Applications.row(entered.application()),
              "PK",
              () -> Applications.unknown(name));
    }
  }

  private void remember(Transaction transaction, IdempotencyKey key, String operationId) {
    remember(transaction, key, operationId, Optional.empty());
  }

  /** Adds to a transaction that a request with this key was answered, and what it was about. */
  void remember(
      Transaction transaction, IdempotencyKey key, String operationId, Optional<String> token) {
    transaction.putNew(
        tables.operations(),
        idempotencyKey(key)
            .with("BodyHash", key.bodyHash())
            .with("OperationId", operationId)
            .with("TaskToken", token)
            .with("ExpiresAt", clock.instant().plus(KEPT).getEpochSecond()),
        "PK",
        () -> new RetryLater("a request with the same Idempotency-Key is being answered"));
  }

  /**
   * Writes the terminal event, the inventory and the operation's state, and gives the locks back:
   * all or nothing. Does nothing where the operation has ended in this state already.
   *
   * @throws OperationSuperseded where it has lost its locks or ended in another state
   */
  public Operation end(OperationRef ref, Ending ending) {
    var operation = get(ref.operationId());
    if (operation.state().isTerminal()) {
      if (operation.state() == ending.state()) {
        return operation;
      }
      throw new OperationSuperseded(
          "operation " + ref.operationId() + " has ended already: " + operation.state());
    }
    var ended = ended(operation, ending);
    var application = ending.application().or(() -> broken(operation, ending));
    var transaction = new Transaction(dynamoDb);
    transaction.update(
        tables.operations(),
        key(ref.operationId()),
        "SET OperationState = :state, EndedAt = :now, Message = :message REMOVE WaitingFor, Phase,"
            + " Control, TaskToken",
        "OperationState = :running",
        Row.empty()
            .with(":state", ending.state().name())
            .with(":now", ended.endedAt().orElseThrow())
            .with(":message", ending.message())
            .with(":running", OperationState.RUNNING.name())
            .attributes(),
        () -> new OperationSuperseded("operation " + ref.operationId() + " has ended already"));
    transaction.delete(tables.operations(), Row.key(RUNNING, ref.operationId()));
    locks.giveBack(transaction, ref, operation.locks());
    writeInventory(transaction, ref.applicationName(), ending);
    application.ifPresent(now -> transaction.put(tables.operations(), Applications.row(now)));
    addEvent(transaction, ended, ending.state().name(), ending.message(), Optional.empty());
    transaction.commit();
    meter.ended(ended.kind(), ended.state(), Duration.between(ended.startedAt(), clock.instant()));
    return ended;
  }

  /** An application whose creation or deletion did not end well, unless the ending knows better. */
  private Optional<Application> broken(Operation operation, Ending ending) {
    boolean whole =
        operation.kind() == OperationKind.CREATE_STACK
            || operation.kind() == OperationKind.DELETE_STACK;
    return whole && !ending.forgets() && ending.state() != OperationState.SUCCEEDED
        ? applications
            .find(operation.ref().applicationName())
            .map(application -> application.in(Application.State.BROKEN))
        : Optional.empty();
  }

  private void writeInventory(Transaction transaction, ApplicationName name, Ending ending) {
    putInventory(transaction, ending.changed());
    for (var entry : ending.changed()) {
      entry
          .release()
          .ifPresent(
              release ->
                  transaction.put(tables.operations(), Releases.row(name, entry.place(), release)));
    }
    for (var place : ending.removed()) {
      transaction.delete(tables.inventory(place.group()), Inventory.key(name, place));
    }
    if (ending.forgets()) {
      transaction.delete(tables.operations(), Row.key(Applications.PARTITION, name.key()));
    }
  }

  /** The ids of all operations that have not ended. */
  public List<String> running() {
    return dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(tables.operations())
                    .consistentRead(true)
                    .keyConditionExpression("PK = :running")
                    .expressionAttributeValues(Row.empty().with(":running", RUNNING).attributes()))
        .items()
        .stream()
        .map(item -> Row.of(item).text("SK"))
        .toList();
  }

  /** Adds rows of the inventory, as they are now, to a transaction. */
  void putInventory(Transaction transaction, List<InventoryEntry> changed) {
    for (var entry : changed) {
      transaction.put(tables.inventory(entry.place().group()), Inventory.row(entry));
    }
  }

  /** Adds an event of this operation to a transaction. */
  void addEvent(
      Transaction transaction,
      Operation operation,
      String what,
      String message,
      Optional<?> details) {
    var event =
        new Event(
            operation.ref().applicationName(),
            clock.instant(),
            operation.ref().operationId(),
            operation.kind().toString(),
            what,
            message,
            operation.startedBy(),
            details.map(io.slipway.runtime.Json::text));
    transaction.putNew(
        tables.events(),
        Events.row(event, ids.next()),
        "ResourceName",
        () -> new RetryLater("two events with the same key"));
  }

  Locks locks() {
    return locks;
  }

  private Optional<Row> read(Row key) {
    var found =
        dynamoDb.getItem(
            request ->
                request.tableName(tables.operations()).key(key.attributes()).consistentRead(true));
    return found.hasItem() ? Optional.of(Row.of(found.item())) : Optional.empty();
  }

  private Operation ended(Operation operation, Ending ending) {
    return new Operation(
        operation.ref(),
        operation.kind(),
        ending.state(),
        operation.locks(),
        operation.request(),
        operation.plan(),
        operation.startedBy(),
        operation.startedAt(),
        Optional.of(clock.instant()),
        ending.message(),
        Optional.empty(),
        Phase.WORKING,
        Optional.empty());
  }

  static Row key(String operationId) {
    return Row.key("OPERATION#" + operationId, "OPERATION");
  }

  private static Row idempotencyKey(IdempotencyKey key) {
    return Row.key("IDEMPOTENCY#" + key.keyHash(), "IDEMPOTENCY");
  }

  private static Row row(Operation operation) {
    return key(operation.ref().operationId())
        .with("ApplicationName", operation.ref().applicationName().value())
        .with("Fence", operation.ref().fence())
        .with("Kind", operation.kind().toString())
        .with("OperationState", operation.state().name())
        .withJson("Locks", operation.locks())
        .withJson("Request", operation.request())
        .withJson("Plan", operation.plan())
        .with("StartedBy", operation.startedBy())
        .with("StartedAt", operation.startedAt())
        .with("Message", operation.message());
  }

  private static Operation operation(Row row) {
    var id = row.text("PK").substring("OPERATION#".length());
    return new Operation(
        new OperationRef(id, new ApplicationName(row.text("ApplicationName")), row.number("Fence")),
        OperationKind.of(row.text("Kind")),
        OperationState.valueOf(row.text("OperationState")),
        Arrays.asList(row.json("Locks", EnvironmentGroup[].class)),
        row.json("Request", JsonNode.class),
        row.json("Plan", JsonNode.class),
        row.text("StartedBy"),
        row.time("StartedAt"),
        row.find("EndedAt").map(Instant::parse),
        row.text("Message"),
        row.find("WaitingFor"),
        row.find("Phase").map(Phase::valueOf).orElse(Phase.WORKING),
        row.find("Control").flatMap(Control::find));
  }
}
