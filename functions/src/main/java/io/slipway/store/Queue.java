package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationState;
import io.slipway.domain.OperationSuperseded;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Meter;
import io.slipway.runtime.Platform;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The operations that wait for their locks, of each application in the order in which they came.
 *
 * <p>Each has a number that is one higher than that of the one before, given in the transaction
 * that writes it. A lock knows how many wait for it, so that nobody who does not wait can take it
 * before them.
 */
public final class Queue {

  /** How many may wait for one group of environments of an application. */
  public static final int MOST = 20;

  private static final int ATTEMPTS = 10;

  private final DynamoDbClient dynamoDb;
  private final QueueRows rows;
  private final Operations operations;
  private final Entering entering;
  private final String table;
  private final Clock clock;
  private final Meter meter;

  public Queue(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.operations = new Operations(platform);
    this.table = new Tables(platform.settings()).operations();
    this.rows = new QueueRows(dynamoDb, table);
    this.clock = platform.clock();
    this.entering = new Entering(rows, operations, table, clock);
    this.meter = platform.meter();
  }

  /**
   * One operation that waits.
   *
   * @param number those with a lower one came before
   * @param groups all of which it needs at once
   * @param supersedes whether those before it are to make room
   */
  public record Waiting(
      String operationId,
      ApplicationName application,
      long number,
      List<EnvironmentGroup> groups,
      boolean supersedes) {

    public Waiting {
      groups = List.copyOf(groups);
    }

    /** Whether both need one same group. */
    boolean meets(Waiting other) {
      return groups.stream().anyMatch(other.groups::contains);
    }
  }

  /**
   * Everything that is written when an operation begins to wait.
   *
   * @param application its name as it was created
   * @param idempotency the caller's key, where one was given
   * @param precedence what it must not come after, where it belongs to a pipeline
   */
  public record Entry(
      String operationId,
      OperationKind kind,
      ApplicationName application,
      List<EnvironmentGroup> groups,
      com.fasterxml.jackson.databind.JsonNode request,
      String startedBy,
      boolean supersedes,
      Optional<IdempotencyKey> idempotency,
      Optional<Precedence> precedence) {}

  /** The applications for which somebody waits. */
  public List<ApplicationName> applications() {
    return rows.all().stream().map(Waiting::application).distinct().toList();
  }

  /** Who waits for an application, first come first. */
  public List<Waiting> of(ApplicationName application) {
    return rows.of(application);
  }

  /** The place of an operation that waits, from 1, counting those it has to wait for. */
  public Optional<Integer> place(Operation operation) {
    var waiting = of(operation.ref().applicationName());
    return waiting.stream()
        .filter(one -> one.operationId().equals(operation.ref().operationId()))
        .findFirst()
        .map(
            one ->
                (int)
                    waiting.stream()
                        .filter(w -> w.number() <= one.number() && w.meets(one))
                        .count());
  }

  /**
   * Whether a request for these groups has to wait: for one that runs, or behind one that waits.
   */
  public boolean isNeeded(ApplicationName application, List<EnvironmentGroup> groups) {
    return operations.locks().isAwaited(application, groups);
  }

  /**
   * The place, from 1, of who would begin to wait now.
   *
   * @throws Rejected 409 where too many wait already
   */
  public int placeOfNext(ApplicationName application, List<EnvironmentGroup> groups) {
    return operations.locks().place(application, groups);
  }

  /**
   * Those whose turn it is: their groups are free, and nobody before them needs one of these.
   *
   * @param waiting first come first
   */
  public static List<Waiting> ready(List<Waiting> waiting, Predicate<EnvironmentGroup> free) {
    var ready = new ArrayList<Waiting>();
    var spokenFor = EnumSet.noneOf(EnvironmentGroup.class);
    for (var one : waiting) {
      if (one.groups().stream().noneMatch(spokenFor::contains)
          && one.groups().stream().allMatch(free)) {
        ready.add(one);
      }
      spokenFor.addAll(one.groups());
    }
    return ready;
  }

  /**
   * Lets an operation wait: writes it, its place and its QUEUED event, all or nothing.
   *
   * @throws Rejected 409 where too many wait already
   */
  public Operation enter(Entry entry) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(entry);
      } catch (RetryLater e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Operation attempt(Entry entry) {
    var application = entry.application();
    int place = operations.locks().place(application, entry.groups());
    var transaction = new Transaction(dynamoDb);
    var operation = entering.add(transaction, List.of(entry), place).getFirst();
    operations.locks().await(transaction, application, entry.groups());
    entry
        .idempotency()
        .ifPresent(
            key ->
                operations
                    .remembered()
                    .add(transaction, key, entry.operationId(), Optional.empty()));
    entry
        .precedence()
        .ifPresent(
            precedence -> precedence.add(transaction, table, entry.operationId(), clock.instant()));
    transaction.commit();
    return operation;
  }

  /**
   * Ends an operation that waits: nothing of it has begun. Does nothing where it does not wait any
   * more.
   *
   * @param state how it ends
   * @param idempotency the key of the caller who ended it, where one was given
   * @return whether it was ended here
   */
  public boolean leave(
      Operation operation,
      OperationState state,
      String message,
      Optional<IdempotencyKey> idempotency) {
    var waiting =
        of(operation.ref().applicationName()).stream()
            .filter(one -> one.operationId().equals(operation.ref().operationId()))
            .findFirst();
    if (waiting.isEmpty()) {
      return false;
    }
    if (!OperationState.QUEUED.next().contains(state) || !state.isTerminal()) {
      throw new IllegalArgumentException("an operation that waits cannot end as " + state);
    }
    var transaction = new Transaction(dynamoDb);
    transaction.update(
        table,
        OperationRow.key(operation.ref().operationId()),
        "SET OperationState = :state, EndedAt = :now, Message = :message",
        "OperationState = :queued",
        Row.empty()
            .with(":state", state.name())
            .with(":now", clock.instant())
            .with(":message", message)
            .with(":queued", OperationState.QUEUED.name())
            .attributes(),
        () -> new OperationSuperseded("the operation does not wait any more"));
    transaction.delete(table, QueueRows.key(waiting.get()));
    operations
        .locks()
        .awaitNoMore(transaction, operation.ref().applicationName(), waiting.get().groups());
    idempotency.ifPresent(
        key ->
            operations
                .remembered()
                .add(transaction, key, operation.ref().operationId(), Optional.empty()));
    operations.addEvent(transaction, operation, state.name(), message, Optional.empty());
    try {
      transaction.commit();
    } catch (OperationSuperseded e) {
      return false;
    }
    meter.ended(operation.kind(), state, Duration.between(operation.startedAt(), clock.instant()));
    return true;
  }
}
