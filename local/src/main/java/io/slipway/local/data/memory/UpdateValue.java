package io.slipway.local.data.memory;

import java.util.ArrayList;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The right side of a SET: what an attribute is to become. */
sealed interface UpdateValue {

  /** The value, from the item as it was before the update. */
  AttributeValue value(Map<String, AttributeValue> before);

  record Given(AttributeValue value) implements UpdateValue {
    @Override
    public AttributeValue value(Map<String, AttributeValue> before) {
      return value;
    }
  }

  record At(Path path) implements UpdateValue {
    @Override
    public AttributeValue value(Map<String, AttributeValue> before) {
      var value = path.in(before);
      if (value == null) {
        throw TableErrors.invalid(
            "The provided expression refers to an attribute that does not exist in the item");
      }
      return value;
    }
  }

  record IfNotExists(Path path, UpdateValue otherwise) implements UpdateValue {
    @Override
    public AttributeValue value(Map<String, AttributeValue> before) {
      var value = path.in(before);
      return value == null ? otherwise.value(before) : value;
    }
  }

  record Appended(UpdateValue first, UpdateValue second) implements UpdateValue {
    @Override
    public AttributeValue value(Map<String, AttributeValue> before) {
      var list = new ArrayList<AttributeValue>();
      list.addAll(requireType(first.value(before), AttributeValue.Type.L).l());
      list.addAll(requireType(second.value(before), AttributeValue.Type.L).l());
      return AttributeValue.fromL(list);
    }
  }

  record Arithmetic(UpdateValue first, boolean plus, UpdateValue second) implements UpdateValue {
    @Override
    public AttributeValue value(Map<String, AttributeValue> before) {
      var left = requireType(first.value(before), AttributeValue.Type.N).n();
      var right = requireType(second.value(before), AttributeValue.Type.N).n();
      return Values.number(plus ? Numbers.sum(left, right) : Numbers.difference(left, right));
    }
  }

  private static AttributeValue requireType(AttributeValue value, AttributeValue.Type type) {
    if (value.type() != type) {
      throw TableErrors.invalid("An operand in the update expression has an incorrect data type");
    }
    return value;
  }
}
