package io.slipway.local.data.memory;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * A write of one item, read and checked as far as that needs no item.
 *
 * @param condition what must hold for the item as it is
 * @param tellsItem whether a condition that does not hold is answered with the item
 */
record Write(
    String table, ItemKey key, Optional<Condition> condition, Change change, boolean tellsItem) {

  /** What a write does to an item. */
  sealed interface Change {}

  record Put(Map<String, AttributeValue> item) implements Change {}

  record Updated(Update update) implements Change {}

  record Deleted() implements Change {}

  /** Nothing: the condition is all. */
  record Checked() implements Change {}

  /**
   * What a write has done.
   *
   * @param before null where there was no item
   * @param after null where there is none
   */
  record Result(Table table, Item before, Item after) {}

  /**
   * The table afterwards.
   *
   * @throws ConditionalCheckFailedException where the condition does not hold
   */
  Result in(Table present) {
    var before = present.items().get(key);
    if (condition.isPresent() && !condition.get().holds(Item.attributesOf(before))) {
      throw TableErrors.conditionFailed(tellsItem && before != null ? before.attributes() : null);
    }
    return switch (change) {
      case Put put -> put(present, before, Item.of(put.item()));
      case Updated updated -> put(present, before, updated(present, before, updated.update()));
      case Deleted deleted ->
          new Result(before == null ? present : present.without(key), before, null);
      case Checked checked -> new Result(present, before, before);
    };
  }

  private Result put(Table present, Item before, Item after) {
    return new Result(present.with(key, after), before, after);
  }

  private Item updated(Table present, Item before, Update update) {
    update.paths().stream()
        .filter(path -> present.schema().isKey(path.attribute()))
        .findFirst()
        .ifPresent(
            path -> {
              throw TableErrors.invalid(
                  "One or more parameter values were invalid: Cannot update attribute "
                      + path.attribute()
                      + ". This attribute is part of the key");
            });
    var start = before == null ? present.schema().attributes(key) : before.attributes();
    return Item.of(update.applied(start));
  }
}
