package io.slipway.local.simulation.mutant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Edits of the transactions that handlers write. */
final class Writes {

  private static final Pattern VALUE = Pattern.compile(":\\w+");

  private Writes() {}

  /** What becomes of one write: itself, another one, or nothing. */
  @FunctionalInterface
  interface Edit extends Function<TransactWriteItem, Stream<TransactWriteItem>> {}

  /** Makes a transaction of other writes; none at all, where none are left. */
  static Bend edited(Edit edit) {
    return call -> {
      var request = call.request(TransactWriteItemsRequest.class);
      var items = request.transactItems().stream().flatMap(edit).toList();
      return items.isEmpty() ? done() : call.go(with(request, items));
    };
  }

  /** The same transaction with these writes. */
  static TransactWriteItemsRequest with(
      TransactWriteItemsRequest request, List<TransactWriteItem> items) {
    return request.toBuilder().transactItems(items).build();
  }

  static TransactWriteItemsResponse done() {
    return TransactWriteItemsResponse.builder().build();
  }

  /** Makes two transactions of one: those that {@code second} picks come after the others. */
  static Bend split(Predicate<TransactWriteItem> second) {
    return call -> {
      var request = call.request(TransactWriteItemsRequest.class);
      var items = request.transactItems();
      var later = items.stream().filter(second).toList();
      var sooner = items.stream().filter(second.negate()).toList();
      if (later.isEmpty() || sooner.isEmpty()) {
        return call.go();
      }
      var unused = call.go(with(request, sooner));
      return call.go(with(request, later));
    };
  }

  /** Whether a write is about the lock of an application. */
  static boolean isLock(TransactWriteItem item) {
    return text(key(item), "SK").startsWith("LOCK#");
  }

  /** Whether a write is about an operation's own row. */
  static boolean isOperation(TransactWriteItem item) {
    return text(key(item), "SK").equals("OPERATION");
  }

  /** Whether an update sets or removes something, by a piece of its expression. */
  static boolean updates(TransactWriteItem item, String piece) {
    return item.update() != null && item.update().updateExpression().contains(piece);
  }

  /** Whether a write goes to a table whose name has this in it. */
  static boolean isOf(TransactWriteItem item, String table) {
    return (item.put() != null && item.put().tableName().contains(table))
        || (item.update() != null && item.update().tableName().contains(table))
        || (item.delete() != null && item.delete().tableName().contains(table));
  }

  /** The key, or for a put all attributes. */
  static Map<String, AttributeValue> key(TransactWriteItem item) {
    if (item.put() != null) {
      return item.put().item();
    }
    if (item.update() != null) {
      return item.update().key();
    }
    return item.delete() != null ? item.delete().key() : item.conditionCheck().key();
  }

  static String text(Map<String, AttributeValue> attributes, String name) {
    var value = attributes.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }

  /** The write with another condition; without any, where {@code condition} gives nothing. */
  static Stream<TransactWriteItem> conditioned(
      TransactWriteItem item, Function<String, String> condition) {
    if (item.update() != null && item.update().conditionExpression() != null) {
      return Stream.of(
          item.toBuilder()
              .update(updated(item.update(), condition.apply(item.update().conditionExpression())))
              .build());
    }
    if (item.put() != null && item.put().conditionExpression() != null) {
      var wanted = condition.apply(item.put().conditionExpression());
      return Stream.of(
          item.toBuilder()
              .put(
                  item.put().toBuilder()
                      .conditionExpression(wanted.isEmpty() ? null : wanted)
                      .build())
              .build());
    }
    if (item.conditionCheck() != null) {
      var check = item.conditionCheck();
      var wanted = condition.apply(check.conditionExpression());
      return wanted.isEmpty()
          ? Stream.empty()
          : Stream.of(
              item.toBuilder()
                  .conditionCheck(
                      check.toBuilder()
                          .conditionExpression(wanted)
                          .expressionAttributeValues(
                              used(check.expressionAttributeValues(), wanted))
                          .build())
                  .build());
    }
    return Stream.of(item);
  }

  private static Update updated(Update update, String condition) {
    return update.toBuilder()
        .conditionExpression(condition.isEmpty() ? null : condition)
        .expressionAttributeValues(
            used(update.expressionAttributeValues(), update.updateExpression() + " " + condition))
        .build();
  }

  /** The values that are named: DynamoDB refuses any other. */
  static Map<String, AttributeValue> used(Map<String, AttributeValue> values, String expressions) {
    var used = new HashMap<String, AttributeValue>();
    VALUE
        .matcher(expressions)
        .results()
        .map(found -> found.group())
        .filter(values::containsKey)
        .forEach(name -> used.put(name, values.get(name)));
    return used.isEmpty() ? null : used;
  }

  /** A condition without its part about the fence. */
  static String unfenced(String condition) {
    return condition
        .replace(" AND Fence = :fence", "")
        .replace(" AND Fence = :old", "")
        .replaceAll("^Fence = :\\w+$", "");
  }
}
