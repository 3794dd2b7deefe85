package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.OperationSuperseded;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * One lock for each application and group of environments, with the fence of its latest holder.
 *
 * <p>A lock has no lease: it is given back in the transaction that ends its operation.
 */
final class Locks {

  private static final String FREE =
      "attribute_not_exists(LockedBy) AND (attribute_not_exists(Fence) OR Fence < :fence)";

  /** How many wait for a lock, which is what keeps others from taking it before them. */
  private static final String AWAITING = "Awaiting";

  static final String HELD = "LockedBy = :owner AND Fence = :fence";

  private final Rows rows;
  private final String table;

  Locks(DynamoDbClient dynamoDb, String table) {
    this.rows = new Rows(dynamoDb, table);
    this.table = table;
  }

  private record Lock(Optional<String> owner, long fence, long awaiting) {}

  /** The operation that holds the lock at the moment. */
  Optional<String> owner(ApplicationName application, EnvironmentGroup group) {
    return read(application, group).owner();
  }

  /** The fence of the latest holder; empty where somebody holds the lock now. */
  OptionalLong fenceOfFree(ApplicationName application, EnvironmentGroup group) {
    var lock = read(application, group);
    return lock.owner().isPresent() ? OptionalLong.empty() : OptionalLong.of(lock.fence());
  }

  /** Adds to a transaction that nobody has held the lock since it had this fence. */
  void stillFree(
      Transaction transaction, ApplicationName application, EnvironmentGroup group, long fence) {
    transaction.check(
        table,
        key(application, group),
        "attribute_not_exists(LockedBy) AND "
            + (fence == 0 ? "(attribute_not_exists(Fence) OR Fence = :fence)" : "Fence = :fence"),
        Row.empty().with(":fence", fence).attributes(),
        () -> new RetryLater("an operation has begun meanwhile"));
  }

  /**
   * The fence for an operation that is about to take these locks.
   *
   * @throws Rejected 409 with the id of the operation that holds one of them
   */
  long nextFence(ApplicationName application, List<EnvironmentGroup> groups) {
    long highest = 0;
    for (var group : groups) {
      highest = Math.max(highest, free(application, group).fence());
    }
    return highest + 1;
  }

  /**
   * The fence for an operation that is about to take these locks without having waited for them.
   *
   * @throws Rejected 409 where another operation holds one of them, or waits for one
   */
  long nextFenceWhereNobodyWaits(ApplicationName application, List<EnvironmentGroup> groups) {
    long highest = 0;
    for (var group : groups) {
      var lock = free(application, group);
      if (lock.awaiting() > 0) {
        throw Busy.awaited(application, group, lock.awaiting());
      }
      highest = Math.max(highest, lock.fence());
    }
    return highest + 1;
  }

  private Lock free(ApplicationName application, EnvironmentGroup group) {
    var lock = read(application, group);
    if (lock.owner().isPresent()) {
      throw needsAttention(lock.owner().get())
          ? Busy.needingAttention(application, group, lock.owner().get())
          : Busy.running(application, group, lock.owner().get());
    }
    return lock;
  }

  /** Adds the taking of the locks to a transaction; nobody may be waiting for them. */
  void take(Transaction transaction, OperationRef ref, List<EnvironmentGroup> groups) {
    take(transaction, ref, groups, List.of());
  }

  /**
   * Adds the taking of the locks to a transaction; nobody may be waiting for them, but others begin
   * to with it.
   *
   * @param others what each of those needs, which is among {@code groups}
   */
  void take(
      Transaction transaction,
      OperationRef ref,
      List<EnvironmentGroup> groups,
      List<List<EnvironmentGroup>> others) {
    for (var group : groups) {
      long awaiting = others.stream().filter(needed -> needed.contains(group)).count();
      var values = holder(ref).with(":none", 0);
      transaction.update(
          table,
          key(ref.applicationName(), group),
          "SET LockedBy = :owner, Fence = :fence" + (awaiting > 0 ? ", Awaiting = :awaiting" : ""),
          FREE + " AND (attribute_not_exists(Awaiting) OR Awaiting = :none)",
          (awaiting > 0 ? values.with(":awaiting", awaiting) : values).attributes(),
          () -> new RetryLater("another operation has just taken the lock"));
    }
  }

  /** Adds to a transaction that one of those who wait takes the locks. */
  void takeTurn(Transaction transaction, OperationRef ref, List<EnvironmentGroup> groups) {
    for (var group : groups) {
      transaction.update(
          table,
          key(ref.applicationName(), group),
          "SET LockedBy = :owner, Fence = :fence, Awaiting = Awaiting - :one",
          FREE + " AND Awaiting >= :one",
          holder(ref).with(":one", 1).attributes(),
          () -> new RetryLater("another operation has just taken the lock"));
    }
  }

  /** Whether one of the locks is taken, or somebody waits for it. */
  boolean isAwaited(ApplicationName application, List<EnvironmentGroup> groups) {
    return groups.stream()
        .map(group -> read(application, group))
        .anyMatch(lock -> lock.owner().isPresent() || lock.awaiting() > 0);
  }

  /**
   * The place, from 1, of who begins to wait for these locks now.
   *
   * @throws Rejected 409 where too many wait already
   */
  int place(ApplicationName application, List<EnvironmentGroup> groups) {
    long before = 0;
    for (var group : groups) {
      before = Math.max(before, read(application, group).awaiting());
      if (before >= Queue.MOST) {
        throw Busy.full(application, group);
      }
    }
    return (int) before + 1;
  }

  /** Adds to a transaction that one more waits for these locks. */
  void await(Transaction transaction, ApplicationName application, List<EnvironmentGroup> groups) {
    for (var group : groups) {
      transaction.update(
          table,
          key(application, group),
          "SET Awaiting = if_not_exists(Awaiting, :none) + :one",
          "attribute_not_exists(Awaiting) OR Awaiting < :most",
          Row.empty().with(":none", 0).with(":one", 1).with(":most", Queue.MOST).attributes(),
          () -> Busy.full(application, group));
    }
  }

  /** Adds to a transaction that one who waited for these locks does so no more. */
  void awaitNoMore(
      Transaction transaction, ApplicationName application, List<EnvironmentGroup> groups) {
    for (var group : groups) {
      transaction.update(
          table,
          key(application, group),
          "SET Awaiting = Awaiting - :one",
          "Awaiting >= :one",
          Row.empty().with(":one", 1).attributes(),
          () -> new IllegalStateException("nobody waits for the lock of " + group));
    }
  }

  /**
   * Adds the giving back of the locks to a transaction.
   *
   * @throws RetryLater when it is committed, where {@link Unheard} would refuse
   */
  void giveBack(Transaction transaction, OperationRef ref, List<EnvironmentGroup> groups) {
    for (var group : groups) {
      transaction.update(
          table,
          key(ref.applicationName(), group),
          "REMOVE LockedBy",
          HELD + " AND " + Unheard.NONE,
          holder(ref).attributes(),
          () -> kept(ref, group));
    }
  }

  private RuntimeException kept(OperationRef ref, EnvironmentGroup group) {
    var lock = read(ref.applicationName(), group);
    return lock.owner().filter(ref.operationId()::equals).isPresent() && lock.fence() == ref.fence()
        ? new RetryLater("a step has just been begun once more")
        : superseded(ref);
  }

  /** Adds to a transaction that the holder has them with another fence from now on. */
  void pass(Transaction transaction, OperationRef ref, long fence, List<EnvironmentGroup> groups) {
    for (var group : groups) {
      transaction.update(
          table,
          key(ref.applicationName(), group),
          "SET Fence = :next",
          HELD,
          holder(ref).with(":next", fence).attributes(),
          () -> superseded(ref));
    }
  }

  /**
   * Adds to a transaction that it holds only while the operation has its locks: the first stands
   * for all. One that needs none is held by its own fence.
   */
  void hold(Transaction transaction, OperationRef ref, List<EnvironmentGroup> groups) {
    if (groups.isEmpty()) {
      transaction.check(
          table,
          OperationRow.key(ref.operationId()),
          "OperationState = :running AND Fence = :fence",
          Row.empty()
              .with(":running", OperationState.RUNNING.name())
              .with(":fence", ref.fence())
              .attributes(),
          () -> superseded(ref));
      return;
    }
    transaction.check(
        table,
        key(ref.applicationName(), groups.getFirst()),
        HELD,
        holder(ref).attributes(),
        () -> superseded(ref));
  }

  /** What the holders of the locks are called when somebody else wants them. */
  List<String> holders(ApplicationName application) {
    var holders = new ArrayList<String>();
    for (var group : EnvironmentGroup.values()) {
      owner(application, group).filter(owner -> !holders.contains(owner)).ifPresent(holders::add);
    }
    return holders;
  }

  private Lock read(ApplicationName application, EnvironmentGroup group) {
    var row = rows.find(key(application, group)).orElseGet(Row::empty);
    return new Lock(row.find("LockedBy"), row.numberOr("Fence", 0), row.numberOr(AWAITING, 0));
  }

  private boolean needsAttention(String operationId) {
    return rows.find(OperationRow.key(operationId))
        .filter(row -> row.text("OperationState").equals(OperationState.NEEDS_ATTENTION.name()))
        .isPresent();
  }

  static OperationSuperseded superseded(OperationRef ref) {
    return new OperationSuperseded(
        "operation " + ref.operationId() + " does not hold its lock any more; nothing was changed");
  }

  static Row holder(OperationRef ref) {
    return Row.empty().with(":owner", ref.operationId()).with(":fence", ref.fence());
  }

  static Row key(ApplicationName application, EnvironmentGroup group) {
    return Row.key("APPLICATION#" + application.key(), "LOCK#" + group);
  }
}
