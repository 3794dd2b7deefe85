package io.slipway.local.data.memory;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a request gives for the placeholders of its expressions. DynamoDB refuses a request that
 * gives one which no expression uses.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html">
 *     Expression attribute names</a>
 */
final class Placeholders {

  private final Map<String, String> names;
  private final Map<String, AttributeValue> values;
  private final Set<String> used = new HashSet<>();

  private Placeholders(Map<String, String> names, Map<String, AttributeValue> values) {
    this.names = names;
    this.values = values;
  }

  /**
   * @param names null where the request has none at all
   * @param values null where the request has none at all
   * @param expressions whether the request has any expression
   */
  static Placeholders of(
      Map<String, String> names, Map<String, AttributeValue> values, boolean expressions) {
    if (names != null) {
      check("ExpressionAttributeNames", names.keySet(), '#', expressions);
    }
    if (values != null) {
      check("ExpressionAttributeValues", values.keySet(), ':', expressions);
    }
    return new Placeholders(
        names == null ? Map.of() : names, values == null ? Map.of() : Incoming.item(values));
  }

  private static void check(String what, Set<String> keys, char first, boolean expressions) {
    if (!expressions) {
      throw TableErrors.invalid(what + " can only be specified when using expressions");
    }
    if (keys.isEmpty()) {
      throw TableErrors.invalid(what + " must not be empty");
    }
    keys.stream()
        .filter(key -> !isPlaceholder(key, first))
        .findFirst()
        .ifPresent(
            key -> {
              throw TableErrors.invalid(
                  what + " contains invalid key: Syntax error; key: \"" + key + "\"");
            });
  }

  private static boolean isPlaceholder(String key, char first) {
    return key.length() > 1
        && key.charAt(0) == first
        && key.chars()
            .skip(1)
            .allMatch(
                c ->
                    (c >= 'A' && c <= 'Z')
                        || (c >= 'a' && c <= 'z')
                        || (c >= '0' && c <= '9')
                        || c == '_');
  }

  String name(String placeholder) {
    used.add(placeholder);
    var name = names.get(placeholder);
    if (name == null) {
      throw TableErrors.invalid(
          "An expression attribute name used in the document path is not defined; attribute name: "
              + placeholder);
    }
    return name;
  }

  AttributeValue value(String placeholder) {
    used.add(placeholder);
    var value = values.get(placeholder);
    if (value == null) {
      throw TableErrors.invalid(
          "An expression attribute value used in expression is not defined; attribute value: "
              + placeholder);
    }
    return value;
  }

  /** Refuses the request where it gives something that was not asked for until now. */
  void requireAllUsed() {
    requireUsed("ExpressionAttributeNames", names.keySet());
    requireUsed("ExpressionAttributeValues", values.keySet());
  }

  private void requireUsed(String what, Set<String> given) {
    if (!used.containsAll(given)) {
      var unused = new TreeSet<>(given);
      unused.removeAll(used);
      throw TableErrors.invalid(
          "Value provided in " + what + " unused in expressions: keys: " + unused);
    }
  }
}
