package io.slipway.local.data.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an update expression does to an item. Everything is computed from the item as it was before.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html">
 *     Update expressions</a>
 */
record Update(List<Action> actions) {

  /** One action at one place. */
  sealed interface Action {
    Path path();
  }

  record Set(Path path, UpdateValue value) implements Action {}

  record Remove(Path path) implements Action {}

  record Add(Path path, AttributeValue value) implements Action {}

  record Delete(Path path, AttributeValue value) implements Action {}

  Update {
    actions = List.copyOf(actions);
  }

  List<Path> paths() {
    return actions.stream().map(Action::path).toList();
  }

  /** The item afterwards. */
  Map<String, AttributeValue> applied(Map<String, AttributeValue> before) {
    Map<String, AttributeValue> after = new TreeMap<>(before);
    var values = new ArrayList<AttributeValue>();
    actions.forEach(action -> values.add(value(action, before)));
    for (int i = 0; i < actions.size(); i++) {
      if (values.get(i) != null) {
        Places.set(after, actions.get(i).path(), values.get(i));
      }
    }
    actions.stream()
        .filter(action -> removes(action, before))
        .map(Action::path)
        .sorted(Places.LATER_ELEMENTS_FIRST)
        .forEach(path -> Places.remove(after, path));
    return after;
  }

  /** What is to be put at the place; null where nothing is. */
  private static AttributeValue value(Action action, Map<String, AttributeValue> before) {
    return switch (action) {
      case Set set -> set.value().value(before);
      case Remove remove -> null;
      case Add add -> sum(add.path().in(before), add.value());
      case Delete delete -> rest(delete.path().in(before), delete.value());
    };
  }

  private static boolean removes(Action action, Map<String, AttributeValue> before) {
    return switch (action) {
      case Remove remove -> true;
      case Delete delete -> rest(delete.path().in(before), delete.value()) == null;
      default -> false;
    };
  }

  private static AttributeValue sum(AttributeValue present, AttributeValue added) {
    if (present == null) {
      return added;
    }
    requireSameType(present, added);
    if (present.type() == AttributeValue.Type.N) {
      return Values.number(Numbers.sum(present.n(), added.n()));
    }
    var all = new LinkedHashSet<Object>(Values.elements(present));
    all.addAll(Values.elements(added));
    return Values.set(present.type(), all);
  }

  /** What is left of a set; null where nothing is. */
  private static AttributeValue rest(AttributeValue present, AttributeValue removed) {
    if (present == null) {
      return null;
    }
    requireSameType(present, removed);
    var rest = new LinkedHashSet<Object>(Values.elements(present));
    Collection<?> gone = Values.elements(removed);
    rest.removeAll(new LinkedHashSet<>(gone));
    return rest.isEmpty() ? null : Values.set(present.type(), rest);
  }

  private static void requireSameType(AttributeValue present, AttributeValue given) {
    if (present.type() != given.type()) {
      throw TableErrors.invalid("An operand in the update expression has an incorrect data type");
    }
  }
}
