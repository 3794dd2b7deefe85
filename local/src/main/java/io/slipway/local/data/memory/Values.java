package io.slipway.local.data.memory;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How attribute values compare, and how large they are. Values have come through {@link Incoming}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">
 *     Item sizes and formats</a>
 */
final class Values {

  private static final int CONTAINER_OVERHEAD = 3;
  private static final int ELEMENT_OVERHEAD = 1;

  private Values() {}

  /** Whether the two can be put in order: texts, numbers, or bytes. */
  static boolean comparable(AttributeValue one, AttributeValue other) {
    return one.type() == other.type() && isScalar(one.type());
  }

  static boolean isScalar(AttributeValue.Type type) {
    return type == AttributeValue.Type.S
        || type == AttributeValue.Type.N
        || type == AttributeValue.Type.B;
  }

  /** Texts by their UTF-8 bytes, numbers by value, bytes without sign. */
  static int compare(AttributeValue one, AttributeValue other) {
    return switch (one.type()) {
      case S -> compareUtf8(one.s(), other.s());
      case N -> Numbers.of(one.n()).compareTo(Numbers.of(other.n()));
      case B -> Arrays.compareUnsigned(one.b().asByteArray(), other.b().asByteArray());
      default -> throw new IllegalArgumentException("no order among " + one.type());
    };
  }

  private static int compareUtf8(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    for (int i = 0; i < shorter; i++) {
      char left = one.charAt(i);
      char right = other.charAt(i);
      if (left != right) {
        boolean surrogates = Character.isSurrogate(left) || Character.isSurrogate(right);
        return surrogates && Character.isSurrogate(left) != Character.isSurrogate(right)
            ? Boolean.compare(Character.isSurrogate(left), Character.isSurrogate(right))
            : Character.compare(left, right);
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** Equality in which the order of sets does not count. */
  static boolean equal(AttributeValue one, AttributeValue other) {
    if (one.type() != other.type()) {
      return false;
    }
    return switch (one.type()) {
      case SS -> sameSet(one.ss(), other.ss());
      case NS -> sameSet(one.ns(), other.ns());
      case BS -> sameSet(one.bs(), other.bs());
      case L -> equalLists(one.l(), other.l());
      case M -> equalMaps(one.m(), other.m());
      default -> one.equals(other);
    };
  }

  private static boolean sameSet(Collection<?> one, Collection<?> other) {
    return one.size() == other.size() && new HashSet<>(one).equals(new HashSet<>(other));
  }

  private static boolean equalLists(List<AttributeValue> one, List<AttributeValue> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!equal(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalMaps(
      Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
    return one.keySet().equals(other.keySet())
        && one.entrySet().stream().allMatch(e -> equal(e.getValue(), other.get(e.getKey())));
  }

  /** What an item counts against the limit of 400 KB, in bytes. */
  static int bytes(Map<String, AttributeValue> item) {
    int sum = 0;
    for (var entry : item.entrySet()) {
      sum += utf8(entry.getKey()) + bytes(entry.getValue());
    }
    return sum;
  }

  private static int bytes(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> bytesOfNumber(value.n());
      case B -> value.b().asByteArrayUnsafe().length;
      case SS -> value.ss().stream().mapToInt(Values::utf8).sum();
      case NS -> value.ns().stream().mapToInt(Values::bytesOfNumber).sum();
      case BS -> value.bs().stream().mapToInt(bytes -> bytes.asByteArrayUnsafe().length).sum();
      case L ->
          CONTAINER_OVERHEAD
              + value.l().stream().mapToInt(element -> ELEMENT_OVERHEAD + bytes(element)).sum();
      case M -> CONTAINER_OVERHEAD + ELEMENT_OVERHEAD * value.m().size() + bytes(value.m());
      default -> 1;
    };
  }

  /** About one byte for two digits, and one more; one more again for a negative number. */
  private static int bytesOfNumber(String number) {
    int digits = Math.max(1, Numbers.of(number).stripTrailingZeros().precision());
    return (digits + 1) / 2 + 1 + (number.startsWith("-") ? 1 : 0);
  }

  /** The length of {@code text} in UTF-8. */
  static int utf8(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return text.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return text.length();
  }

  static AttributeValue number(String canonical) {
    return AttributeValue.fromN(canonical);
  }

  /** The elements of a set of any type. */
  static Collection<?> elements(AttributeValue set) {
    return switch (set.type()) {
      case SS -> set.ss();
      case NS -> set.ns();
      case BS -> set.bs();
      default -> throw new IllegalArgumentException(set.type() + " is no set");
    };
  }

  /** A set of {@code type} with these elements. */
  static AttributeValue set(AttributeValue.Type type, Collection<?> elements) {
    return switch (type) {
      case SS -> AttributeValue.fromSs(elements.stream().map(String.class::cast).toList());
      case NS -> AttributeValue.fromNs(elements.stream().map(String.class::cast).toList());
      case BS -> AttributeValue.fromBs(elements.stream().map(SdkBytes.class::cast).toList());
      default -> throw new IllegalArgumentException(type + " is no set");
    };
  }

  static boolean isSet(AttributeValue.Type type) {
    return type == AttributeValue.Type.SS
        || type == AttributeValue.Type.NS
        || type == AttributeValue.Type.BS;
  }
}
