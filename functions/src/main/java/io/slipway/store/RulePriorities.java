package io.slipway.store;

import io.slipway.domain.RetryLater;
import io.slipway.runtime.Platform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Which listener rule priorities are whose. A stack takes its priorities here before it is created,
 * so that two stacks that are created at the same time never ask for the same one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html">
 *     a listener has one rule of a priority, 1 to 50000</a>
 */
public final class RulePriorities {

  private static final int HIGHEST = 50_000;

  private final DynamoDbClient dynamoDb;
  private final String table;

  public RulePriorities(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.table = new Tables(platform.settings()).operations();
  }

  /**
   * Takes {@code count} priorities of a listener: those that the owner has taken before, then the
   * lowest that are free.
   *
   * @param owner the stack that needs them
   * @param inUse what the listener's rules have
   * @return in rising order
   * @throws RetryLater where others take the same ones just now
   */
  public List<Integer> take(String listener, String owner, int count, Set<Integer> inUse) {
    Map<Integer, String> owners = owners(listener);
    var taken = new ArrayList<>(of(owner, owners));
    for (int priority : free(listener, owners, count - taken.size(), inUse)) {
      put(listener, priority, owner);
      taken.add(priority);
    }
    return taken.stream().sorted().limit(count).toList();
  }

  /** What somebody would get who takes {@code count} of them now; takes none. */
  public List<Integer> free(String listener, int count, Set<Integer> inUse) {
    return free(listener, owners(listener), count, inUse);
  }

  private static List<Integer> free(
      String listener, Map<Integer, String> owners, int count, Set<Integer> inUse) {
    var free = new ArrayList<Integer>();
    for (int next = 1; free.size() < count; next++) {
      if (next > HIGHEST) {
        throw new IllegalStateException("all rule priorities of " + listener + " are taken");
      }
      if (!owners.containsKey(next) && !inUse.contains(next)) {
        free.add(next);
      }
    }
    return free;
  }

  /** What {@code owner} has taken of a listener, in rising order. */
  public List<Integer> of(String listener, String owner) {
    return of(owner, owners(listener));
  }

  /**
   * Makes what {@code from} has taken of a listener all that {@code to} has; does nothing where
   * {@code from} has nothing.
   */
  public void handOver(String listener, String from, String to) {
    var owners = owners(listener);
    var next = of(from, owners);
    if (next.isEmpty()) {
      return;
    }
    giveBack(listener, to, of(to, owners));
    for (int priority : next) {
      try {
        dynamoDb.updateItem(
            request ->
                request
                    .tableName(table)
                    .key(key(listener, priority).attributes())
                    .updateExpression("SET #owner = :to")
                    .conditionExpression("#owner = :owner")
                    .expressionAttributeNames(Map.of("#owner", "Owner"))
                    .expressionAttributeValues(
                        Row.empty().with(":owner", from).with(":to", to).attributes()));
      } catch (ConditionalCheckFailedException e) {
        // another run of the same step was faster
      }
    }
  }

  /** Gives back what {@code owner} has taken of a listener. */
  public void giveBack(String listener, String owner) {
    giveBack(listener, owner, of(owner, owners(listener)));
  }

  private void giveBack(String listener, String owner, List<Integer> taken) {
    for (int priority : taken) {
      try {
        dynamoDb.deleteItem(
            request ->
                request
                    .tableName(table)
                    .key(key(listener, priority).attributes())
                    .conditionExpression("#owner = :owner")
                    .expressionAttributeNames(Map.of("#owner", "Owner"))
                    .expressionAttributeValues(Row.empty().with(":owner", owner).attributes()));
      } catch (ConditionalCheckFailedException e) {
        // given back by another run of the same step, and perhaps taken by somebody else since
      }
    }
  }

  private static List<Integer> of(String owner, Map<Integer, String> owners) {
    return owners.entrySet().stream()
        .filter(entry -> entry.getValue().equals(owner))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private Map<Integer, String> owners(String listener) {
    var owners = new HashMap<Integer, String>();
    new Rows(dynamoDb, table)
        .of(partition(listener))
        .forEach(row -> owners.put(Integer.valueOf(row.text("SK")), row.text("Owner")));
    return owners;
  }

  private void put(String listener, int priority, String owner) {
    try {
      dynamoDb.putItem(
          request ->
              request
                  .tableName(table)
                  .item(key(listener, priority).with("Owner", owner).attributes())
                  .conditionExpression("attribute_not_exists(PK)"));
    } catch (ConditionalCheckFailedException e) {
      throw new RetryLater(
          "rule priority " + priority + " has just been taken by another stack", e);
    }
  }

  private static Row key(String listener, int priority) {
    return Row.key(partition(listener), String.format("%05d", priority));
  }

  private static String partition(String listener) {
    return "PRIORITIES#" + listener;
  }
}
