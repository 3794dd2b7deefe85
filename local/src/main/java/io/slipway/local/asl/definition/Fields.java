package io.slipway.local.asl.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.asl.query.InvalidQuery;
import io.slipway.local.asl.query.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** Reads the fields of one object of a definition, and notes what is wrong with them. */
final class Fields {

  private final JsonNode object;
  private final String location;
  private final Diagnostics diagnostics;

  Fields(JsonNode object, String location, Diagnostics diagnostics) {
    this.object = object;
    this.location = location;
    this.diagnostics = diagnostics;
  }

  JsonNode object() {
    return object;
  }

  String location() {
    return location;
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  boolean has(String name) {
    return object.has(name);
  }

  String at(String name) {
    return location + "/" + name;
  }

  void onlyThese(Predicate<String> allowed) {
    for (var field : object.properties()) {
      if (!allowed.test(field.getKey())) {
        diagnostics.schema(location, "Field '" + field.getKey() + "' is not supported");
      }
    }
  }

  Optional<JsonNode> typed(String name, String type, Predicate<JsonNode> fits) {
    var value = object.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!fits.test(value)) {
      diagnostics.schema(at(name), "Expected value of type [" + type + "]");
      return Optional.empty();
    }
    return Optional.of(value);
  }

  Optional<String> text(String name) {
    return typed(name, "STRING", JsonNode::isTextual).map(JsonNode::textValue);
  }

  String requiredText(String name) {
    require(name);
    return text(name).orElse("");
  }

  void require(String name) {
    if (!object.has(name)) {
      diagnostics.schema(location, "These fields are required: [" + name + "]");
    }
  }

  /** Exactly one of two fields, of the alternatives that the service knows. */
  void exactlyOne(String alternatives, boolean one, boolean other) {
    if (one == other) {
      diagnostics.schema(
          location,
          (one
                  ? "There should only be one of the following fields: ["
                  : "This object should have only one of the following fields: [")
              + alternatives
              + "]");
    }
  }

  /** A whole number within limits. */
  Optional<Long> integer(String name, long least, long most) {
    var number = Optional.ofNullable(object.get(name));
    if (number.isPresent() && !number.get().isIntegralNumber()) {
      diagnostics.schema(at(name), "Expected value of type Integer");
      return Optional.empty();
    }
    if (number.isPresent() && !isWithin(number.get(), least, most)) {
      boolean below =
          number.get().bigIntegerValue().signum() < 0 || number.get().longValue() < least;
      diagnostics.schema(
          at(name), below ? "Minimum value is " + least : "Maximum value is " + most);
      return Optional.empty();
    }
    return number.map(JsonNode::longValue);
  }

  private static boolean isWithin(JsonNode number, long least, long most) {
    return number.canConvertToLong() && number.longValue() >= least && number.longValue() <= most;
  }

  OptionalDouble decimal(String name, double least) {
    var number = typed(name, "NUMBER", JsonNode::isNumber);
    if (number.isPresent() && number.get().doubleValue() < least) {
      diagnostics.schema(at(name), "Value should be greater than or equal to " + least);
      return OptionalDouble.empty();
    }
    return number.isPresent()
        ? OptionalDouble.of(number.get().doubleValue())
        : OptionalDouble.empty();
  }

  Optional<Template> template(String name) {
    return template(name, Reads.INPUT);
  }

  private Optional<Template> template(String name, Reads reads) {
    return Optional.ofNullable(object.get(name)).map(value -> template(value, at(name), reads));
  }

  /** A number that is given as such, or by an expression. */
  Optional<Template> numberOrExpression(String name, long least, long most) {
    var value = object.get(name);
    if (value != null && value.isNumber()) {
      integer(name, least, most);
    }
    return expressionOr(name, "INTEGER", JsonNode::isNumber);
  }

  Optional<Template> expressionOr(String name, String type, Predicate<JsonNode> literal) {
    return typed(name, type, value -> literal.test(value) || isExpression(value))
        .map(value -> template(value, at(name), Reads.INPUT));
  }

  static boolean isExpression(JsonNode value) {
    return value.isTextual() && Query.is(value.textValue());
  }

  /** Assign and Output, of which the expressions may read {@code reads}. */
  Outcome outcome(Reads reads) {
    var assign = object.get("Assign");
    if (assign != null) {
      new Names(diagnostics).check(assign, at("Assign"));
    }
    return new Outcome(template("Assign", reads), template("Output", reads));
  }

  List<Fields> objects(String name) {
    var values = typed(name, "ARRAY", JsonNode::isArray);
    List<Fields> objects = new ArrayList<>();
    for (int index = 0; values.isPresent() && index < values.get().size(); index++) {
      var value = values.get().get(index);
      var place = at(name) + "[" + index + "]";
      if (value.isObject()) {
        objects.add(new Fields(value, place, diagnostics));
      } else {
        diagnostics.schema(place, "Expected value of type [OBJECT]");
      }
    }
    return objects;
  }

  private Template template(JsonNode value, String place, Reads reads) {
    if (isExpression(value)) {
      return expression(value.textValue(), place, reads);
    }
    if (value.isObject()) {
      Map<String, Template> members = new LinkedHashMap<>();
      value
          .properties()
          .forEach(
              member ->
                  members.put(
                      member.getKey(),
                      template(member.getValue(), place + "/" + member.getKey(), reads)));
      return members.values().stream().allMatch(Template.Literal.class::isInstance)
          ? new Template.Literal(value)
          : new Template.Members(members);
    }
    if (value.isArray()) {
      List<Template> elements = new ArrayList<>();
      for (int index = 0; index < value.size(); index++) {
        elements.add(template(value.get(index), place + "[" + index + "]", reads));
      }
      return elements.stream().allMatch(Template.Literal.class::isInstance)
          ? new Template.Literal(value)
          : new Template.Elements(elements);
    }
    return new Template.Literal(value);
  }

  private Template expression(String text, String place, Reads reads) {
    try {
      var query = Query.parse(text);
      reads
          .refused(query.references())
          .forEach(why -> diagnostics.add("UNSUPPORTED_JSONATA_EXPRESSION", place, why));
      return new Template.Expression(query);
    } catch (InvalidQuery e) {
      diagnostics.add("INVALID_JSONATA_EXPRESSION", place, e.getMessage());
      return new Template.Literal(object);
    }
  }
}
