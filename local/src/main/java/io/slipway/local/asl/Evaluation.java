package io.slipway.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.asl.definition.Template;
import io.slipway.local.asl.query.Bindings;
import io.slipway.local.asl.query.Query;
import io.slipway.local.asl.query.QueryFailed;

/**
 * Evaluates the templates of one state at one moment; a field's name in an error is relative to the
 * state, as Step Functions gives it: {@code Output/a/b[0]}.
 */
record Evaluation(Bindings bindings) {

  JsonNode value(Template template, String field) {
    return switch (template) {
      case Template.Literal literal -> literal.value();
      case Template.Expression expression -> query(expression.query(), field);
      case Template.Members members -> {
        var object = JsonNodeFactory.instance.objectNode();
        members
            .members()
            .forEach((key, member) -> object.set(key, value(member, field + "/" + key)));
        yield object;
      }
      case Template.Elements elements -> {
        var array = JsonNodeFactory.instance.arrayNode();
        for (int index = 0; index < elements.elements().size(); index++) {
          array.add(value(elements.elements().get(index), field + "[" + index + "]"));
        }
        yield array;
      }
    };
  }

  /** The value of a template that must be of one type; JSON's names for the types. */
  JsonNode typed(Template template, String field, String type) {
    var value = value(template, field);
    if (template instanceof Template.Expression expression && !typeOf(value).equals(type)) {
      throw StateFailed.query(
          sentence(expression.query(), field)
              + " returned an unexpected result type. Expected '%s', but was '%s' for value: %s"
                  .formatted(type, typeOf(value), value),
          field);
    }
    return value;
  }

  /** A whole number of seconds or things within limits. */
  long integer(Template template, String field, long least, long most) {
    var value = typed(template, field, "number");
    if (value.doubleValue() != Math.rint(value.doubleValue())) {
      throw StateFailed.query(
          "The %s field cannot be parsed as an integer: %s".formatted(field, value), field);
    }
    if (value.doubleValue() < least || value.doubleValue() > most) {
      throw StateFailed.query(
          "%s must be between %d and %d but was: %s".formatted(field, least, most, value), field);
    }
    return value.longValue();
  }

  private JsonNode query(Query query, String field) {
    try {
      return query
          .evaluate(bindings)
          .orElseThrow(
              () ->
                  StateFailed.query(
                      sentence(query, field) + " returned nothing (undefined).", field));
    } catch (QueryFailed e) {
      throw StateFailed.query(sentence(query, field) + " " + e.getMessage(), field);
    }
  }

  private static String sentence(Query query, String field) {
    return "The JSONata expression '%s' specified for the field '%s'"
        .formatted(query.source(), field);
  }

  static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING -> "string";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      default -> "null";
    };
  }

  /** The same moment, with one more value in {@code $states}. */
  Evaluation with(String name, JsonNode value) {
    ObjectNode states = JsonNodeFactory.instance.objectNode();
    states.setAll(bindings.states());
    states.set(name, value);
    return new Evaluation(
        new Bindings(states, bindings.variables(), bindings.now(), bindings.random()));
  }
}
