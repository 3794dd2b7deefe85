package io.slipway.local.data.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Expressions: those of Slipway's own calls, others of the same grammar, and damaged ones. */
final class Expressions {

  /** An expression with the placeholders that it uses. */
  static final class Drawn {
    final Map<String, String> names = new HashMap<>();
    final Map<String, AttributeValue> values = new HashMap<>();
    String update;
    String condition;

    Map<String, String> namesOrNull() {
      return names.isEmpty() ? null : names;
    }

    Map<String, AttributeValue> valuesOrNull() {
      return values.isEmpty() ? null : values;
    }
  }

  private static final List<String> CONDITIONS =
      List.of(
          "attribute_not_exists(PK)",
          "attribute_exists(PK)",
          "attribute_not_exists(Fence) OR attribute_exists(PK)",
          "attribute_not_exists(LockedBy) AND (attribute_not_exists(Fence) OR Fence < :number)",
          "LockedBy = :text AND Fence = :number",
          "LockedBy = :text AND (attribute_not_exists(Fence) OR Fence <= :number)",
          "OperationState = :text",
          "OperationState = :text AND attribute_not_exists(Control)",
          "OperationState = :text AND attribute_not_exists(TaskToken)",
          "OperationState = :text AND TaskToken = :text AND Phase = :text",
          "#owner = :text");

  private static final List<String> UPDATES =
      List.of(
          "SET LockedBy = :text, Fence = :number",
          "REMOVE LockedBy",
          "SET OperationState = :text, EndedAt = :text, Message = :text REMOVE WaitingFor, Phase,"
              + " Control, TaskToken",
          "SET Phase = :text, TaskToken = :text, WaitingFor = :text",
          "REMOVE Phase, TaskToken, WaitingFor",
          "SET Control = :text",
          "SET LastControl = :text",
          "SET WaitingFor = :text",
          "SET StartedAt = if_not_exists(StartedAt, :text), Outcome = :text, EndedAt = :text",
          "SET Fence = if_not_exists(Fence, :number) + :number",
          "ADD Fence :number",
          "ADD Tags :set DELETE Others :set",
          "SET Doc.#owner = :text, Elements[0] = :text",
          "SET Elements = list_append(if_not_exists(Elements, :list), :list)",
          "REMOVE Elements[0], Doc.Inner",
          "SET Doc = :map, Elements = :list",
          "SET Message = Phase, Phase = Message");

  private static final List<String> PATHS =
      List.of(
          "Fence",
          "Message",
          "Phase",
          "LockedBy",
          "OperationState",
          "Tags",
          "Numbers",
          "Elements",
          "Elements[0]",
          "Elements[1]",
          "Doc",
          "Doc.Inner",
          "Doc.#owner",
          "Doc.Elements[0]",
          "Flag",
          "Nothing",
          "Bytes",
          "PK",
          "SK",
          "#owner",
          "#time");

  private static final List<String> VALUES =
      List.of(
          ":text",
          ":text2",
          ":number",
          ":number2",
          ":set",
          ":numbers",
          ":list",
          ":map",
          ":flag",
          ":nothing",
          ":bytes",
          ":type");

  private final RandomGenerator random;
  private final Values values;

  Expressions(RandomGenerator random) {
    this.random = random;
    this.values = new Values(random);
  }

  /** An expression for a condition, perhaps none. */
  Drawn condition() {
    return finish(new Drawn(), false, random.nextInt(4) > 0);
  }

  Drawn mustCondition() {
    return finish(new Drawn(), false, true);
  }

  /** An update, with a condition more often than not. */
  Drawn update() {
    return finish(new Drawn(), random.nextInt(40) > 0, random.nextInt(3) > 0);
  }

  String filter(Drawn into) {
    var text = damaged(random.nextBoolean() ? pick(CONDITIONS) : tree(2));
    placeholders(into, text);
    return text;
  }

  /** Fills in the placeholders that a text uses. */
  void placeholders(Drawn drawn, String text) {
    if (text.contains("#owner")) {
      drawn.names.put("#owner", "Owner");
    }
    if (text.contains("#time")) {
      drawn.names.put("#time", "Time");
    }
    for (var name : VALUES) {
      if (text.matches("(?s).*" + name + "(?![a-z0-9]).*")) {
        drawn.values.put(name, values.of(name));
      }
    }
  }

  private Drawn finish(Drawn drawn, boolean updates, boolean conditional) {
    if (updates) {
      drawn.update = damaged(random.nextInt(3) > 0 ? pick(UPDATES) : clauses());
      placeholders(drawn, drawn.update);
    }
    if (conditional) {
      drawn.condition = damaged(random.nextBoolean() ? pick(CONDITIONS) : tree(2));
      placeholders(drawn, drawn.condition);
    }
    if (random.nextInt(40) == 0) {
      drawn.values.put(":unused", AttributeValue.fromS("x"));
    }
    if (random.nextInt(60) == 0) {
      drawn.names.put("#unused", "x");
    }
    if (random.nextInt(40) == 0 && !drawn.values.isEmpty()) {
      drawn.values.remove(drawn.values.keySet().iterator().next());
    }
    return drawn;
  }

  private String tree(int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return leaf();
    }
    return switch (random.nextInt(4)) {
      case 0 -> tree(depth - 1) + " AND " + tree(depth - 1);
      case 1 -> tree(depth - 1) + " OR " + tree(depth - 1);
      case 2 -> "NOT " + tree(depth - 1);
      default -> "(" + tree(depth - 1) + ")";
    };
  }

  private String leaf() {
    return switch (random.nextInt(9)) {
      case 0 -> "attribute_exists(" + path() + ")";
      case 1 -> "attribute_not_exists(" + path() + ")";
      case 2 -> "attribute_type(" + path() + ", :type)";
      case 3 -> "begins_with(" + path() + ", " + operand() + ")";
      case 4 -> "contains(" + path() + ", " + operand() + ")";
      case 5 -> operand() + " BETWEEN " + operand() + " AND " + operand();
      case 6 -> operand() + " IN (" + operand() + ", " + operand() + ")";
      default -> operand() + pick(List.of(" = ", " <> ", " < ", " <= ", " > ", " >= ")) + operand();
    };
  }

  private String operand() {
    return switch (random.nextInt(7)) {
      case 0 -> "size(" + path() + ")";
      case 1, 2 -> path();
      default -> pick(VALUES);
    };
  }

  private String clauses() {
    var parts = new ArrayList<String>();
    if (random.nextInt(4) > 0) {
      parts.add("SET " + assignment() + (random.nextBoolean() ? ", " + assignment() : ""));
    }
    if (random.nextInt(3) == 0) {
      parts.add("REMOVE " + path());
    }
    if (random.nextInt(3) == 0) {
      parts.add("ADD " + path() + " " + pick(VALUES));
    }
    if (random.nextInt(4) == 0 || parts.isEmpty()) {
      parts.add("DELETE " + path() + " " + pick(VALUES));
    }
    return String.join(" ", parts);
  }

  private String assignment() {
    var side =
        switch (random.nextInt(6)) {
          case 0 -> path();
          case 1 -> path() + " + " + pick(VALUES);
          case 2 -> "if_not_exists(" + path() + ", " + pick(VALUES) + ") - :number";
          case 3 -> "list_append(" + path() + ", " + pick(VALUES) + ")";
          default -> pick(VALUES);
        };
    return path() + " = " + side;
  }

  String path() {
    return pick(PATHS);
  }

  /** Mostly as it is; now and then with one word lost, doubled or replaced. */
  String damaged(String text) {
    if (random.nextInt(12) > 0) {
      return text;
    }
    var words = new ArrayList<>(List.of(text.split("(?<=[ (),])|(?=[ (),])")));
    int at = random.nextInt(words.size());
    switch (random.nextInt(4)) {
      case 0 -> words.remove(at);
      case 1 -> words.add(at, words.get(at));
      case 2 ->
          words.set(
              at,
              pick(
                  List.of(
                      "Time",
                      "name",
                      "x",
                      "(",
                      ")",
                      ",",
                      "AND",
                      "SET",
                      ":undefined",
                      "#undefined",
                      "9",
                      "&",
                      "=",
                      "",
                      "foo(PK)",
                      "size(PK)",
                      "Owner",
                      "_x",
                      "a-b",
                      "not")));
      default -> words.set(at, words.get(random.nextInt(words.size())));
    }
    return String.join("", words);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  Values values() {
    return values;
  }

  /** Values of every type, from few, so that they are equal often. */
  static final class Values {
    private final RandomGenerator random;

    Values(RandomGenerator random) {
      this.random = random;
    }

    AttributeValue of(String placeholder) {
      if (random.nextInt(25) == 0) {
        return any();
      }
      return switch (placeholder) {
        case ":text", ":text2" -> text();
        case ":number", ":number2" -> number();
        case ":set" ->
            AttributeValue.fromSs(random.nextBoolean() ? List.of("a", "b") : List.of("b"));
        case ":numbers" ->
            AttributeValue.fromNs(random.nextBoolean() ? List.of("1", "2") : List.of("2.0"));
        case ":list" -> AttributeValue.fromL(List.of(text(), number()));
        case ":map" ->
            AttributeValue.fromM(
                Map.of(
                    "Inner",
                    text(),
                    "Owner",
                    number(),
                    "Elements",
                    AttributeValue.fromL(List.of(number()))));
        case ":flag" -> AttributeValue.fromBool(random.nextBoolean());
        case ":nothing" -> AttributeValue.fromNul(true);
        case ":type" -> AttributeValue.fromS(pick("S", "N", "SS", "L", "M", "BOOL", "NULL", "X"));
        default ->
            AttributeValue.fromB(
                software.amazon.awssdk.core.SdkBytes.fromUtf8String(pick("a", "ab", "b")));
      };
    }

    AttributeValue text() {
      return AttributeValue.fromS(
          pick("RUNNING", "SUCCEEDED", "op-1", "op-2", "a", "", "\u00e9\u4e2d", "\ud83d\ude00"));
    }

    AttributeValue number() {
      return AttributeValue.fromN(
          pick("0", "1", "2", "10", "-1", "1.0", "1E2", "0.5", "12345678901234567890", "00"));
    }

    AttributeValue any() {
      return switch (random.nextInt(12)) {
        case 0 -> number();
        case 1 -> of(":set");
        case 2 -> of(":list");
        case 3 -> of(":map");
        case 4 -> of(":flag");
        case 5 -> of(":nothing");
        case 6 -> of(":bytes");
        case 7 -> of(":numbers");
        case 8 ->
            AttributeValue.fromN(
                pick(
                    "x",
                    "1E200",
                    "1E-200",
                    "",
                    "123456789012345678901234567890123456789",
                    "1E125",
                    "1E-130",
                    "-0",
                    "1e3",
                    "+5"));
        case 9 -> AttributeValue.fromSs(random.nextBoolean() ? List.of() : List.of("a", "a"));
        default -> text();
      };
    }

    private String pick(String... from) {
      return from[random.nextInt(from.length)];
    }
  }
}
