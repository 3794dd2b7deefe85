package io.slipway.local.data.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks the attribute values of a request, and writes their numbers in the one way. */
final class Incoming {

  /** Levels of lists and maps within one another. */
  private static final int DEEPEST = 32;

  private Incoming() {}

  /** The attributes as they are stored; the map cannot be changed. */
  static Map<String, AttributeValue> item(Map<String, AttributeValue> given) {
    Map<String, AttributeValue> item = LinkedHashMap.newLinkedHashMap(given.size());
    given.forEach((name, value) -> item.put(name, value(value)));
    return Collections.unmodifiableMap(item);
  }

  static AttributeValue value(AttributeValue given) {
    return value(given, 0);
  }

  private static AttributeValue value(AttributeValue given, int depth) {
    if (given == null) {
      throw TableErrors.invalid("Supplied AttributeValue is null");
    }
    if (depth > DEEPEST) {
      throw TableErrors.invalid("Nesting Levels have exceeded supported limits");
    }
    return switch (given.type()) {
      case S, B, BOOL -> given;
      case N -> number(given);
      case NUL -> nothing(given);
      case SS -> AttributeValue.fromSs(distinct(given.ss()));
      case NS -> AttributeValue.fromNs(numbers(given.ns()));
      case BS -> AttributeValue.fromBs(distinct(given.bs()));
      case L -> AttributeValue.fromL(given.l().stream().map(e -> value(e, depth + 1)).toList());
      case M -> {
        Map<String, AttributeValue> map = new LinkedHashMap<>();
        given.m().forEach((name, value) -> map.put(name, value(value, depth + 1)));
        yield AttributeValue.fromM(map);
      }
      case UNKNOWN_TO_SDK_VERSION ->
          throw TableErrors.invalid(
              "Supplied AttributeValue has more than one datatypes set, or none: it must contain"
                  + " exactly one of the supported datatypes");
    };
  }

  private static AttributeValue number(AttributeValue given) {
    var canonical = Numbers.canonical(given.n());
    return canonical.equals(given.n()) ? given : AttributeValue.fromN(canonical);
  }

  private static AttributeValue nothing(AttributeValue given) {
    if (!given.nul()) {
      throw TableErrors.invalid(
          "One or more parameter values were invalid: Null attribute value types must have the"
              + " value of true");
    }
    return given;
  }

  private static List<String> numbers(List<String> given) {
    return distinct(given.stream().map(Numbers::canonical).toList());
  }

  private static <T> List<T> distinct(Collection<T> given) {
    if (given.isEmpty()) {
      throw TableErrors.invalid(
          "One or more parameter values were invalid: An set may not be empty");
    }
    if (new HashSet<>(given).size() < given.size()) {
      throw TableErrors.invalid(
          "One or more parameter values were invalid: Input collection contains duplicates");
    }
    return new ArrayList<>(given);
  }
}
