package io.slipway.store;

import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.OperationSuperseded;
import io.slipway.domain.Phase;
import io.slipway.domain.RecoveryAttempts;
import io.slipway.domain.RetryLater;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The one transaction that starts an operation. */
final class Beginning {

  private final DynamoDbClient dynamoDb;
  private final Tables tables;
  private final Locks locks;
  private final RememberedRequests remembered;
  private final Operations operations;
  private final Entering entering;
  private final Clock clock;

  Beginning(
      DynamoDbClient dynamoDb,
      Tables tables,
      RememberedRequests remembered,
      Operations operations,
      Clock clock) {
    this.dynamoDb = dynamoDb;
    this.tables = tables;
    this.locks = operations.locks();
    this.remembered = remembered;
    this.operations = operations;
    this.entering =
        new Entering(
            new QueueRows(dynamoDb, tables.operations()), operations, tables.operations(), clock);
    this.clock = clock;
  }

  /**
   * Takes the locks, writes the operation and its STARTED event.
   *
   * @throws RetryLater where somebody else was at the same items
   */
  Operation begin(Start start) {
    var ref = ref(start, locks.nextFenceWhereNobodyWaits(start.application(), start.locks()));
    var operation = running(start, ref);
    var transaction = new Transaction(dynamoDb);
    transaction.putNew(
        tables.operations(),
        OperationRow.of(operation),
        "PK",
        () -> new RetryLater("operation " + ref.operationId() + " has been started already"));
    locks.take(transaction, ref, start.locks());
    return commit(transaction, start, operation, ref.operationId());
  }

  /**
   * Starts the first operation of a chain, and lets the others wait right behind it: between two of
   * them nobody else can take the locks that they need.
   *
   * @param others which need no other groups than the first
   * @throws RetryLater where somebody else was at the same items
   */
  Operation begin(Start start, Chain chain, List<Queue.Entry> others) {
    var groups = others.stream().map(Queue.Entry::groups).toList();
    if (!groups.stream().allMatch(start.locks()::containsAll)) {
      throw new IllegalArgumentException("a chain cannot need more locks than its first operation");
    }
    var ref = ref(start, locks.nextFenceWhereNobodyWaits(start.application(), start.locks()));
    var operation = running(start, ref);
    var transaction = new Transaction(dynamoDb);
    Chains.add(transaction, tables.operations(), chain);
    transaction.putNew(
        tables.operations(),
        OperationRow.of(operation),
        "PK",
        () -> new RetryLater("operation " + ref.operationId() + " has been started already"));
    locks.take(transaction, ref, start.locks(), groups);
    if (!others.isEmpty()) {
      var unused = entering.add(transaction, others, 1);
    }
    return commit(transaction, start, operation, chain.id());
  }

  /**
   * Lets an operation that has waited take the locks, with a plan of now, and writes its STARTED
   * event.
   *
   * @throws OperationSuperseded where it does not wait any more
   * @throws RetryLater where somebody else was at the same items
   */
  Operation begin(Start start, Queue.Waiting waiting) {
    var ref = ref(start, locks.nextFence(start.application(), start.locks()));
    var operation = running(start, ref);
    var transaction = new Transaction(dynamoDb);
    transaction.putWhile(
        tables.operations(),
        OperationRow.of(operation),
        "OperationState",
        Row.value(OperationState.QUEUED.name()),
        () ->
            new OperationSuperseded("operation " + ref.operationId() + " does not wait any more"));
    transaction.delete(tables.operations(), QueueRows.key(waiting));
    locks.takeTurn(transaction, ref, start.locks());
    return commit(transaction, start, operation, ref.operationId());
  }

  private static OperationRef ref(Start start, long fence) {
    return new OperationRef(start.operationId(), start.application(), fence);
  }

  private Operation running(Start start, OperationRef ref) {
    return new Operation(
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
        Optional.empty(),
        Optional.empty(),
        RecoveryAttempts.INITIAL,
        Optional.empty());
  }

  /** {@code answered} is the id that the caller is given. */
  private Operation commit(
      Transaction transaction, Start start, Operation operation, String answered) {
    var ref = operation.ref();
    transaction.put(
        tables.operations(), Watch.row(ref.operationId(), start.kind(), start.alarms()));
    admit(transaction, start);
    start
        .idempotency()
        .ifPresent(key -> remembered.add(transaction, key, answered, Optional.empty()));
    operations.addEvent(
        transaction,
        operation,
        "STARTED",
        start.message(),
        Optional.of(Map.of("request", start.request())));
    start.adoptions().forEach(adoption -> correct(transaction, operation, adoption));
    start
        .precedence()
        .ifPresent(
            precedence ->
                precedence.add(
                    transaction, tables.operations(), ref.operationId(), clock.instant()));
    transaction.commit();
    return operation;
  }

  /** Where the row was changed meanwhile, the whole plan is out of date. */
  private void correct(Transaction transaction, Operation operation, Adoption adoption) {
    var entry = adoption.now();
    var name = entry.application();
    transaction.putWhile(
        tables.inventory(entry.place().group()),
        Inventory.row(entry),
        "Time",
        Row.value(adoption.was().changedAt().toString()),
        () -> Applications.changedMeanwhile(name));
    transaction.delete(tables.operations(), Drifts.key(name, entry.place()));
    if (adoption.hasNewRelease()) {
      transaction.put(
          tables.operations(), Releases.row(name, entry.place(), entry.release().orElseThrow()));
    }
    operations.addEvent(
        transaction,
        operation,
        "DRIFT_ADOPTED",
        "takes over what was changed past Slipway in " + adoption,
        Optional.of(Map.of("place", entry.place(), "differences", adoption.taken())));
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
      case ApplicationChange.Proposed proposed -> {
        // Not only ACTIVE: no other update may have ended since it was planned.
        int from = proposed.application().specificationVersion();
        transaction.check(
            tables.operations(),
            Row.key(Applications.PARTITION, name.key()),
            "ApplicationState = :active AND SpecificationVersion = :from",
            Row.empty()
                .with(":active", Application.State.ACTIVE.name())
                .with(":from", from)
                .attributes(),
            () -> Applications.changedMeanwhile(name));
        if (proposed.version() > from) {
          transaction.put(
              tables.specifications(),
              Specifications.row(
                  name, proposed.version(), proposed.specification(), clock.instant()));
        }
      }
      case ApplicationChange.Entered entered ->
          transaction.putOver(
              tables.operations(),
              Applications.row(entered.application()),
              "PK",
              () -> Applications.unknown(name));
    }
  }
}
