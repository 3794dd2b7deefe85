package io.slipway.local.data.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items that a key condition chooses: one partition, and a range of its sort keys.
 *
 * @param sorting null for the whole partition
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html">
 *     Key condition expressions</a>
 */
record KeyRange(KeySchema schema, AttributeValue partition, Condition sorting) {

  private static final String KIND = "KeyConditionExpression";

  static KeyRange parse(KeySchema schema, String text, Placeholders placeholders) {
    var parts = new ArrayList<Condition>();
    flatten(ConditionParser.parse(KIND, text, placeholders), parts);
    AttributeValue partition = null;
    Condition sorting = null;
    for (var part : parts) {
      var attribute = attribute(part);
      if (attribute.equals(schema.partition().name()) && partition == null) {
        partition = equalTo(part);
      } else if (schema.sort().isPresent()
          && attribute.equals(schema.sort().get().name())
          && sorting == null) {
        sorting = part;
      } else {
        throw schema.isKey(attribute)
            ? TableErrors.invalid("KeyConditionExpressions must only contain one condition per key")
            : TableErrors.invalid("Query condition missed key schema element");
      }
    }
    if (partition == null) {
      throw TableErrors.invalid(
          "Query condition missed key schema element: " + schema.partition().name());
    }
    return new KeyRange(schema, partition, sorting).checked();
  }

  private static void flatten(Condition condition, List<Condition> parts) {
    if (condition instanceof Condition.And both) {
      flatten(both.one(), parts);
      flatten(both.other(), parts);
    } else {
      parts.add(condition);
    }
  }

  private static String attribute(Condition part) {
    var operands = operands(part);
    boolean unequal = part instanceof Condition.Equal equal && !equal.wanted();
    boolean plain =
        !unequal
            && operands.getFirst() instanceof Operand.At
            && operands.stream().skip(1).allMatch(Operand.Given.class::isInstance);
    if (!plain) {
      throw TableErrors.invalid("Invalid operator used in KeyConditionExpression");
    }
    var path = ((Operand.At) operands.getFirst()).path();
    if (!path.isAttribute()) {
      throw TableErrors.invalid(
          "KeyConditionExpressions cannot have conditions on nested attributes");
    }
    return path.attribute();
  }

  /** What is compared, then with what. */
  private static List<Operand> operands(Condition part) {
    return switch (part) {
      case Condition.Equal equal -> List.of(equal.one(), equal.other());
      case Condition.Ordered ordered -> List.of(ordered.one(), ordered.other());
      case Condition.Between between ->
          List.of(between.value(), between.lowest(), between.highest());
      case Condition.BeginsWith begins -> List.of(begins.value(), begins.start());
      default -> throw TableErrors.invalid("Invalid operator used in KeyConditionExpression");
    };
  }

  private static AttributeValue equalTo(Condition part) {
    if (part instanceof Condition.Equal equal && equal.other() instanceof Operand.Given given) {
      return given.value();
    }
    throw TableErrors.invalid("Query key condition not supported");
  }

  private KeyRange checked() {
    require(schema.partition(), partition);
    if (sorting != null) {
      var attribute = schema.sort().orElseThrow();
      operands(sorting).stream()
          .skip(1)
          .forEach(operand -> require(attribute, ((Operand.Given) operand).value()));
    }
    return this;
  }

  private static void require(KeySchema.Attribute key, AttributeValue value) {
    if (value.type() != key.type()) {
      throw TableErrors.invalid(
          "One or more parameter values were invalid: Condition parameter type does not match"
              + " schema type");
    }
    if (value.s() != null && value.s().isEmpty()) {
      throw TableErrors.invalid(
          "One or more parameter values are not valid. The AttributeValue for a key attribute"
              + " cannot contain an empty string value. Key: "
              + key.name());
    }
  }

  /** Where {@code key} is: before the partition, in it, or after it. */
  int place(ItemKey key) {
    return Values.compare(key.partition(), partition);
  }

  /** Whether {@code key}, which is in the partition, is in the range. */
  boolean contains(ItemKey key) {
    return sorting == null || sorting.holds(Map.of(schema.sort().orElseThrow().name(), key.sort()));
  }
}
