package io.slipway.local.data.memory;

import io.slipway.local.data.TableStore;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * Tables in memory, for simulations: what they hold can be kept and put back in no time, and reads
 * that are eventually consistent can be answered from the past.
 */
public final class MemoryTables implements TableStore {

  /** What the tables hold at one moment; it never changes and may be put back anywhere. */
  public static final class Snapshot {
    private final Database database;

    private Snapshot(Database database) {
      this.database = database;
    }
  }

  private final Deque<Database> past = new ArrayDeque<>();
  private Database present = Database.empty();
  private Staleness staleness = Staleness.NONE;

  /** Tables that hold what others held when {@code snapshot} was taken. */
  public static MemoryTables of(Snapshot snapshot) {
    var tables = new MemoryTables();
    tables.restore(snapshot);
    return tables;
  }

  @Override
  public DynamoDbClient client(Clock clock) {
    return new MemoryDynamoDb(this, clock);
  }

  /** What the tables hold now. */
  public synchronized Snapshot snapshot() {
    return new Snapshot(present);
  }

  /** Forgets everything that was written since, or anywhere else. */
  public synchronized void restore(Snapshot snapshot) {
    present = snapshot.database;
    past.clear();
  }

  /** From now on, eventually consistent reads are as old as {@code wanted} says. */
  public synchronized void serve(Staleness wanted) {
    staleness = wanted;
  }

  /** What a read sees. */
  synchronized Database seenBy(DynamoDbRequest request, boolean consistent) {
    int behind = consistent ? 0 : Math.min(staleness.writesBehind(request), past.size());
    if (behind <= 0) {
      return present;
    }
    return past.stream().skip(behind - 1L).findFirst().orElse(present);
  }

  /** Makes one change; nothing has changed where {@code work} throws. */
  synchronized <T> T write(Function<Database, Change<T>> work) {
    var change = work.apply(present);
    past.addFirst(present);
    if (past.size() > Staleness.MOST) {
      past.removeLast();
    }
    present = change.database();
    return change.answer();
  }

  /** As {@link #write} for the tables themselves: every read from then on sees them. */
  synchronized <T> T define(Function<Database, Change<T>> work) {
    var answer = write(work);
    past.clear();
    return answer;
  }

  /** The tables after a change, and what its caller is told. */
  record Change<T>(Database database, T answer) {}

  @Override
  public void close() {}
}
