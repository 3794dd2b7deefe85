package io.slipway.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.template.yaml.TemplateError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Resolves CloudFormation's intrinsic functions in a template in its long form (see {@code
 * TemplateYaml}), as the user guide's "Intrinsic function reference" describes them.
 *
 * <p>{@code AWS::NoValue} takes away the property or list item that it stands for. A function that
 * is not modelled ({@code Fn::ImportValue}, transforms, language extensions) is refused by name.
 */
public final class Intrinsics {

  /** What the names in a template stand for, where it is resolved. */
  public interface Scope {

    /**
     * A parameter, a pseudo parameter or a resource: text, or a list for a list parameter. {@code
     * AWS::NoValue} is never asked for.
     *
     * @throws TemplateError where there is none of that name
     */
    JsonNode ref(String name);

    /** A resource's attribute; throws {@link TemplateError} where there is none. */
    JsonNode attribute(String resource, String attribute);

    /**
     * Whether a condition of the template holds; throws {@link TemplateError} where there is none.
     */
    boolean condition(String name);

    /** A value of the template's mappings; missing where there is none. */
    JsonNode mapping(String map, String topKey, String secondKey);

    /** The availability zones of a region; of the stack's own where it is empty. */
    List<String> availabilityZones(String region);
  }

  /** Stands for {@code AWS::NoValue}. */
  private static final JsonNode NO_VALUE = MissingNode.getInstance();

  private final Scope scope;
  private final Conditions conditions;

  public Intrinsics(Scope scope) {
    this.scope = scope;
    this.conditions = new Conditions(this, scope);
  }

  /** The value with every function in it resolved; missing where it is {@code AWS::NoValue}. */
  public JsonNode resolve(JsonNode value) {
    if (value.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode();
      for (var item : value) {
        var resolved = resolve(item);
        if (!resolved.isMissingNode()) {
          array.add(resolved);
        }
      }
      return array;
    }
    return value instanceof ObjectNode object ? resolveObject(object) : value;
  }

  /** Whether a condition function (And, Or, Not, Equals, Condition, …) holds. */
  public boolean holds(JsonNode condition) {
    return conditions.holds(condition);
  }

  /** The value, resolved, which must be one piece of text (or a number or truth value, as text). */
  public String text(JsonNode value, String function) {
    var resolved = resolve(value);
    if (!resolved.isValueNode() || resolved.isNull() || resolved.isMissingNode()) {
      throw new TemplateError(
          "Template error: every value of "
              + function
              + " must be a string but one is "
              + resolved);
    }
    return resolved.asText();
  }

  private JsonNode resolveObject(ObjectNode object) {
    if (object.size() == 1) {
      var name = object.fieldNames().next();
      if (name.equals("Ref") || name.startsWith("Fn::")) {
        return call(name, object.get(name));
      }
    }
    var result = JsonNodeFactory.instance.objectNode();
    for (var field : object.properties()) {
      if (field.getKey().startsWith("Fn::")) {
        throw new TemplateError("Template error: " + field.getKey() + " must stand alone");
      }
      var resolved = resolve(field.getValue());
      if (!resolved.isMissingNode()) {
        result.set(field.getKey(), resolved);
      }
    }
    return result;
  }

  private JsonNode call(String function, JsonNode arguments) {
    return switch (function) {
      case "Ref" -> ref(arguments);
      case "Fn::GetAtt" -> getAtt(arguments);
      case "Fn::Sub" -> JsonNodeFactory.instance.textNode(sub(arguments));
      case "Fn::Join" -> join(arguments(function, arguments, 2));
      case "Fn::Select" -> select(arguments(function, arguments, 2));
      case "Fn::Split" -> split(arguments(function, arguments, 2));
      case "Fn::If" -> conditionally(arguments(function, arguments, 3));
      case "Fn::FindInMap" -> findInMap(arguments(function, arguments, 3));
      case "Fn::Base64" -> base64(arguments);
      case "Fn::GetAZs" -> texts(scope.availabilityZones(text(arguments, function)));
      case "Fn::Cidr" -> texts(Cidr.blocks(arguments(function, resolve(arguments), 2, 3)));
      default -> throw new TemplateError("Template error: " + function + " is not modelled here");
    };
  }

  private JsonNode ref(JsonNode name) {
    if (!name.isTextual()) {
      throw new TemplateError(
          "Template format error: every Ref object must have a single String value");
    }
    return name.asText().equals("AWS::NoValue") ? NO_VALUE : scope.ref(name.asText());
  }

  private JsonNode getAtt(JsonNode arguments) {
    if (arguments.isTextual()) {
      var parts = arguments.asText().split(Pattern.quote("."), 2);
      if (parts.length == 2) {
        return scope.attribute(parts[0], parts[1]);
      }
    } else if (arguments.isArray() && arguments.size() == 2 && arguments.get(0).isTextual()) {
      return scope.attribute(arguments.get(0).asText(), text(arguments.get(1), "Fn::GetAtt"));
    }
    throw new TemplateError(
        "Template error: every Fn::GetAtt object requires two non-empty parameters, "
            + "the resource name and the resource attribute");
  }

  private String sub(JsonNode arguments) {
    if (arguments.isTextual()) {
      return Substitution.of(arguments.asText()).apply(this::named);
    }
    if (arguments.isArray()
        && arguments.size() == 2
        && arguments.get(1) instanceof ObjectNode own) {
      return Substitution.of(arguments.get(0).asText())
          .apply(name -> own.has(name) ? text(own.get(name), "Fn::Sub") : named(name));
    }
    throw new TemplateError(
        "Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments."
            + " Specify a string as first argument, and an optional second argument to specify a"
            + " mapping of values to replace in the string");
  }

  private String named(String name) {
    int dot = name.indexOf('.');
    var value =
        dot < 0
            ? scope.ref(name)
            : scope.attribute(name.substring(0, dot), name.substring(dot + 1));
    return text(value, "Fn::Sub");
  }

  private JsonNode join(JsonNode arguments) {
    var parts = list("Fn::Join", arguments.get(1));
    var delimiter = text(arguments.get(0), "Fn::Join");
    var joined = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      joined.append(i == 0 ? "" : delimiter).append(text(parts.get(i), "Fn::Join"));
    }
    return JsonNodeFactory.instance.textNode(joined.toString());
  }

  private JsonNode select(JsonNode arguments) {
    var index = text(arguments.get(0), "Fn::Select");
    var items = list("Fn::Select", arguments.get(1));
    int at = index.matches("\\d{1,4}") ? Integer.parseInt(index) : -1;
    if (at < 0 || at >= items.size()) {
      throw new TemplateError(
          "Template error: Fn::Select cannot select nonexistent value at index " + index);
    }
    return items.get(at);
  }

  private JsonNode split(JsonNode arguments) {
    var delimiter = text(arguments.get(0), "Fn::Split");
    return texts(List.of(text(arguments.get(1), "Fn::Split").split(Pattern.quote(delimiter), -1)));
  }

  private JsonNode conditionally(JsonNode arguments) {
    return resolve(arguments.get(scope.condition(arguments.get(0).asText()) ? 1 : 2));
  }

  private JsonNode findInMap(JsonNode arguments) {
    var map = text(arguments.get(0), "Fn::FindInMap");
    var top = text(arguments.get(1), "Fn::FindInMap");
    var second = text(arguments.get(2), "Fn::FindInMap");
    var found = scope.mapping(map, top, second);
    if (found.isMissingNode()) {
      throw new TemplateError(
          "Template error: Unable to get mapping for " + map + "::" + top + "::" + second);
    }
    return found;
  }

  private JsonNode base64(JsonNode argument) {
    var bytes = text(argument, "Fn::Base64").getBytes(StandardCharsets.UTF_8);
    return JsonNodeFactory.instance.textNode(Base64.getEncoder().encodeToString(bytes));
  }

  private JsonNode list(String function, JsonNode value) {
    var resolved = resolve(value);
    if (!resolved.isArray()) {
      throw new TemplateError("Template error: " + function + " needs a list but got " + resolved);
    }
    return resolved;
  }

  static JsonNode arguments(String function, JsonNode arguments, int... allowed) {
    for (int count : allowed) {
      if (arguments.isArray() && arguments.size() == count) {
        return arguments;
      }
    }
    throw new TemplateError(
        "Template error: " + function + " needs a list of " + allowed[0] + " but got " + arguments);
  }

  private static JsonNode texts(List<String> values) {
    var array = JsonNodeFactory.instance.arrayNode();
    values.forEach(array::add);
    return array;
  }
}
