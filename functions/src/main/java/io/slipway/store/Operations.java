package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationSuperseded;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Operations, from one transaction that starts them to one that ends them.
 *
 * <p>So a crash between any two calls leaves either no operation, or one that holds its locks and
 * can be finished.
 */
public final class Operations {

  /** What Step Functions and CloudWatch both allow in the name of an execution. */
  public static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  /** The partition that lists what has not ended. */
  static final String RUNNING = "RUNNING";

  private static final int ATTEMPTS = 5;

  private final DynamoDbClient dynamoDb;
  private final Tables tables;
  private final Rows rows;
  private final Locks locks;
  private final Unheard unheard;
  private final Applications applications;
  private final Clock clock;
  private final Ids ids;
  private final RememberedRequests remembered;
  private final Beginning beginning;
  private final Finishing finishing;

  public Operations(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.tables = new Tables(platform.settings());
    this.rows = new Rows(dynamoDb, tables.operations());
    this.locks = new Locks(dynamoDb, tables.operations());
    this.unheard = new Unheard(dynamoDb, tables.operations());
    this.applications = new Applications(platform);
    this.clock = platform.clock();
    this.ids = platform.ids();
    this.remembered = new RememberedRequests(dynamoDb, tables, clock);
    this.beginning = new Beginning(dynamoDb, tables, remembered, this, clock);
    this.finishing = new Finishing(platform, this);
  }

  /** The operation {@code operationId}; empty where there is none, or could not be. */
  public Optional<Operation> find(String operationId) {
    return ID.matcher(operationId).matches()
        ? rows.find(OperationRow.key(operationId)).map(OperationRow::read)
        : Optional.empty();
  }

  /**
   * The operation {@code operationId}.
   *
   * @throws Rejected 404 where there is none
   */
  public Operation get(String operationId) {
    return find(operationId).orElseThrow(Operations::unknown);
  }

  /** The refusal of an id that nothing has. */
  public static Rejected unknown() {
    return new Rejected(
        404,
        "unknown-operation",
        "there is no operation with this id; GET /stacks/{applicationName} shows the current one");
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
   * Refuses what {@link #start} would refuse, and writes nothing.
   *
   * @param change what the operation would do to the application itself
   * @throws Rejected 409 where a lock is taken, or a new application's name is
   */
  public void requireStartable(
      ApplicationName application,
      List<EnvironmentGroup> groups,
      Optional<ApplicationChange> change) {
    long unused = locks.nextFenceWhereNobodyWaits(application, groups);
    if (change.filter(ApplicationChange.Born.class::isInstance).isPresent()
        && applications.find(application).isPresent()) {
      throw Applications.exists(application);
    }
  }

  /**
   * The operation that a request with this key has started before.
   *
   * @throws Rejected 422 where the key was used with another body
   */
  public Optional<Operation> startedWith(IdempotencyKey key) {
    return idStartedWith(key).map(this::get);
  }

  /**
   * The id of what a request with this key has started before: an operation, or a chain of them.
   *
   * @throws Rejected 422 where the key was used with another body
   */
  public Optional<String> idStartedWith(IdempotencyKey key) {
    return remembered.find(key).map(row -> row.text("OperationId"));
  }

  /**
   * Refuses a key that was used with another body.
   *
   * @throws Rejected 422
   */
  public void requireNotReused(IdempotencyKey key) {
    var unused = remembered.find(key);
  }

  /**
   * Takes the locks, writes the operation and its STARTED event: all or nothing.
   *
   * @throws Rejected 409 where a lock is taken or the application is not in the right state, 404
   *     where there is no such application
   */
  public Operation start(Start start) {
    return attempts(() -> beginning.begin(start));
  }

  /**
   * Lets an operation that has waited take its locks, writes its plan and its STARTED event: all or
   * nothing.
   *
   * @throws OperationSuperseded where it does not wait any more
   * @throws Rejected as {@link #start} does
   */
  public Operation start(Start start, Queue.Waiting waiting) {
    return attempts(() -> beginning.begin(start, waiting));
  }

  /**
   * Starts the first operation of a chain as {@link #start(Start)} does, and lets the others wait
   * right behind it: all or nothing. The caller's key is for the chain.
   */
  public Operation start(Start start, Chain chain, List<Queue.Entry> others) {
    return attempts(() -> beginning.begin(start, chain, others));
  }

  private static Operation attempts(Supplier<Operation> beginning) {
    for (int attempt = 1; ; attempt++) {
      try {
        return beginning.get();
      } catch (RetryLater e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /**
   * Writes the terminal event, the inventory and the operation's state, and gives the locks back:
   * all or nothing. Does nothing where the operation has ended in this state already.
   *
   * @throws OperationSuperseded where it has lost its locks or ended in another state
   * @throws RetryLater as {@link #requireQuiet} does
   */
  public Operation end(OperationRef ref, Ending ending) {
    return finishing.finish(ref, ending);
  }

  /**
   * Refuses while a run of one of its steps may be at work of which nobody knows how it has ended.
   *
   * @throws RetryLater until it cannot change anything more
   */
  public void requireQuiet(OperationRef ref, List<EnvironmentGroup> groups) {
    unheard.requireNone(ref, groups, clock.instant());
  }

  /**
   * Claims the announcement of how an operation stands, for one announcer only.
   *
   * @return false where that state of it has been announced already
   */
  public boolean claimAnnouncement(Operation operation) {
    try {
      dynamoDb.updateItem(
          request ->
              request
                  .tableName(tables.operations())
                  .key(OperationRow.key(operation.ref().operationId()).attributes())
                  .updateExpression("SET Announced = :state")
                  .conditionExpression(
                      "OperationState = :state"
                          + " AND (attribute_not_exists(Announced) OR Announced <> :state)")
                  .expressionAttributeValues(
                      Row.empty().with(":state", operation.state().name()).attributes()));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /** The ids of all operations that have not ended. */
  public List<String> running() {
    return rows.of(RUNNING).map(row -> row.text("SK")).toList();
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
            Optional.of(operation.ref().operationId()),
            operation.kind().toString(),
            what,
            message,
            operation.startedBy(),
            details.map(Json::ordered));
    transaction.putNew(
        tables.events(),
        Events.row(event, ids.next()),
        "ResourceName",
        () -> new RetryLater("two events with the same key"));
  }

  RememberedRequests remembered() {
    return remembered;
  }

  Locks locks() {
    return locks;
  }
}
