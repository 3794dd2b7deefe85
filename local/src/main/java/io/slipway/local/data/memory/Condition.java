package io.slipway.local.data.memory;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Something that holds for an item or does not.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">
 *     Condition and filter expressions, operators, and functions</a>
 */
sealed interface Condition {

  /**
   * Whether an item meets it.
   *
   * @param item the attributes; none where the item does not exist
   */
  boolean holds(Map<String, AttributeValue> item);

  /** The attributes that it looks at. */
  default Stream<String> attributes() {
    return switch (this) {
      case And and -> Stream.concat(and.one.attributes(), and.other.attributes());
      case Or or -> Stream.concat(or.one.attributes(), or.other.attributes());
      case Not not -> not.negated.attributes();
      case Exists exists -> Stream.of(exists.path.attribute());
      case HasType has -> attributes(has.operand);
      case Equal equal -> attributes(equal.one, equal.other);
      case Ordered ordered -> attributes(ordered.one, ordered.other);
      case Between between -> attributes(between.value, between.lowest, between.highest);
      case In in ->
          Stream.concat(
              attributes(in.value), in.candidates.stream().flatMap(Condition::attributes));
      case BeginsWith begins -> attributes(begins.value, begins.start);
      case Contains contains -> attributes(contains.value, contains.part);
    };
  }

  private static Stream<String> attributes(Operand... operands) {
    return Stream.of(operands)
        .flatMap(
            operand ->
                switch (operand) {
                  case Operand.At at -> Stream.of(at.path().attribute());
                  case Operand.Size size -> attributes(size.of());
                  case Operand.Given given -> Stream.of();
                });
  }

  record And(Condition one, Condition other) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return one.holds(item) && other.holds(item);
    }
  }

  record Or(Condition one, Condition other) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return one.holds(item) || other.holds(item);
    }
  }

  record Not(Condition negated) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return !negated.holds(item);
    }
  }

  record Exists(Path path, boolean wanted) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return (path.in(item) != null) == wanted;
    }
  }

  /** Equality; what is missing is equal to nothing, not even to something else that is missing. */
  record Equal(Operand one, Operand other, boolean wanted) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      var left = one.value(item);
      var right = other.value(item);
      boolean equal = left != null && right != null && Values.equal(left, right);
      return equal == wanted;
    }
  }

  /** An order among the two; values of different types have none. */
  record Ordered(Operand one, Order order, Operand other) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      var left = one.value(item);
      var right = other.value(item);
      return left != null
          && right != null
          && Values.comparable(left, right)
          && order.allows(Values.compare(left, right));
    }
  }

  /** The four comparisons. */
  enum Order {
    LESS,
    AT_MOST,
    MORE,
    AT_LEAST;

    boolean allows(int comparison) {
      return switch (this) {
        case LESS -> comparison < 0;
        case AT_MOST -> comparison <= 0;
        case MORE -> comparison > 0;
        case AT_LEAST -> comparison >= 0;
      };
    }
  }

  record Between(Operand value, Operand lowest, Operand highest) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return new Ordered(value, Order.AT_LEAST, lowest).holds(item)
          && new Ordered(value, Order.AT_MOST, highest).holds(item);
    }
  }

  record In(Operand value, List<Operand> candidates) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return candidates.stream().anyMatch(c -> new Equal(value, c, true).holds(item));
    }
  }

  record HasType(Operand operand, String type) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      var value = operand.value(item);
      return value != null && typeOf(value).equals(type);
    }

    private static String typeOf(AttributeValue value) {
      return value.type() == AttributeValue.Type.NUL ? "NULL" : value.type().name();
    }
  }

  record BeginsWith(Operand value, Operand start) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      var whole = value.value(item);
      var beginning = start.value(item);
      if (whole == null || beginning == null || whole.type() != beginning.type()) {
        return false;
      }
      return switch (whole.type()) {
        case S -> whole.s().startsWith(beginning.s());
        case B -> Bytes.startsWith(whole.b(), beginning.b());
        default -> false;
      };
    }
  }

  record Contains(Operand value, Operand part) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      var whole = value.value(item);
      var wanted = part.value(item);
      if (whole == null || wanted == null) {
        return false;
      }
      return switch (whole.type()) {
        case S -> wanted.s() != null && whole.s().contains(wanted.s());
        case B -> wanted.b() != null && Bytes.contains(whole.b(), wanted.b());
        case SS -> wanted.s() != null && whole.ss().contains(wanted.s());
        case NS -> wanted.n() != null && whole.ns().contains(wanted.n());
        case BS -> wanted.b() != null && whole.bs().contains(wanted.b());
        case L -> whole.l().stream().anyMatch(element -> Values.equal(element, wanted));
        default -> false;
      };
    }
  }
}
