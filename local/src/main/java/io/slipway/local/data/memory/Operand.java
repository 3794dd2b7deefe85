package io.slipway.local.data.memory;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Something in a condition that has a value. */
sealed interface Operand {

  /** The value for {@code item}; null where there is none. */
  AttributeValue value(Map<String, AttributeValue> item);

  /** A place in the item. */
  record At(Path path) implements Operand {
    @Override
    public AttributeValue value(Map<String, AttributeValue> item) {
      return path.in(item);
    }
  }

  /** What the request gives for a placeholder. */
  record Given(AttributeValue value) implements Operand {
    @Override
    public AttributeValue value(Map<String, AttributeValue> item) {
      return value;
    }
  }

  /** The function {@code size}: characters, bytes or elements. */
  record Size(Operand of) implements Operand {
    @Override
    public AttributeValue value(Map<String, AttributeValue> item) {
      var value = of.value(item);
      if (value == null) {
        return null;
      }
      return switch (value.type()) {
        case S -> number(value.s().length());
        case B -> number(value.b().asByteArrayUnsafe().length);
        case SS, NS, BS -> number(Values.elements(value).size());
        case L -> number(value.l().size());
        case M -> number(value.m().size());
        default -> null;
      };
    }

    private static AttributeValue number(int size) {
      return Values.number(Integer.toString(size));
    }
  }
}
