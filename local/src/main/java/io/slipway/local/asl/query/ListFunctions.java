package io.slipway.local.asl.query;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Functions on arrays where the library answers otherwise than the service. */
final class ListFunctions {

  static final Map<String, LibraryFunction.Body> BODIES =
      Map.of(
          "count", (context, given) -> given.getFirst() instanceof List<?> list ? list.size() : 0,
          "sort", (context, given) -> sorted((List<?>) given.get(0), given.get(1)),
          "zip", (context, given) -> zipped(given));

  private interface Before {
    /** Whether {@code right} comes before {@code left}. */
    boolean isBehind(Object left, Object right);
  }

  private ListFunctions() {}

  /** Tuples as long as there are arrays; as many as the shortest array has elements. */
  private static Object zipped(List<Object> arrays) {
    int length =
        arrays.stream().mapToInt(one -> one == null ? 0 : ((List<?>) one).size()).min().orElse(0);
    List<Object> tuples = new ArrayList<>();
    for (int index = 0; index < length; index++) {
      List<Object> tuple = new ArrayList<>();
      for (var array : arrays) {
        tuple.add(((List<?>) array).get(index));
      }
      tuples.add(tuple);
    }
    return tuples;
  }

  /** Equal elements keep their order, and any value that is true in JavaScript moves one. */
  private static Object sorted(List<?> array, Object comparator) {
    if (array == null || array.size() <= 1) {
      return array;
    }
    if (comparator != null) {
      return merged(
          array, (left, right) -> isTrue(PatternFunctions.applied(comparator, left, right)));
    }
    if (array.stream().allMatch(Number.class::isInstance)) {
      return merged(
          array, (left, right) -> ((Number) left).doubleValue() > ((Number) right).doubleValue());
    }
    if (array.stream().allMatch(String.class::isInstance)) {
      return merged(array, (left, right) -> ((String) left).compareTo((String) right) > 0);
    }
    throw new JException(
        "D3070: The single argument form of the sort function can only be applied to an array of"
            + " strings or an array of numbers.  Use the second argument to specify a comparison"
            + " function",
        -1);
  }

  private static List<Object> merged(List<?> part, Before before) {
    if (part.size() <= 1) {
      return new ArrayList<>(part);
    }
    int middle = part.size() / 2;
    var left = merged(part.subList(0, middle), before);
    var right = merged(part.subList(middle, part.size()), before);
    List<Object> merged = new ArrayList<>(part.size());
    int l = 0;
    int r = 0;
    while (l < left.size() && r < right.size()) {
      merged.add(before.isBehind(left.get(l), right.get(r)) ? right.get(r++) : left.get(l++));
    }
    merged.addAll(left.subList(l, left.size()));
    merged.addAll(right.subList(r, right.size()));
    return merged;
  }

  private static boolean isTrue(Object value) {
    return switch (value) {
      case null -> false;
      case Boolean bool -> bool;
      case Number number -> number.doubleValue() != 0 && !Double.isNaN(number.doubleValue());
      case String text -> !text.isEmpty();
      case List<?> list -> true;
      default -> Functions.toBoolean(value);
    };
  }
}
