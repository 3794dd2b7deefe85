package io.slipway.local.template.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads a template, YAML or JSON, into JSON in which every short tag has its long form: {@code !Sub
 * a} becomes {@code {"Fn::Sub": "a"}}, {@code !GetAtt A.B.C} becomes {@code {"Fn::GetAtt": ["A",
 * "B.C"]}}.
 *
 * <p>As in CloudFormation (user guide, "CloudFormation template formats"), aliases are refused, a
 * key occurs once, and a date is text.
 */
public final class TemplateYaml {

  private static final int MAX_CHARACTERS = 1_000_000;

  private static final Set<String> FUNCTIONS =
      Set.of(
          "And",
          "Base64",
          "Cidr",
          "Equals",
          "FindInMap",
          "GetAtt",
          "GetAZs",
          "If",
          "ImportValue",
          "Join",
          "Not",
          "Or",
          "Select",
          "Split",
          "Sub",
          "Transform",
          "Contains",
          "EachMemberEquals",
          "EachMemberIn");

  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private TemplateYaml() {}

  /**
   * The document as JSON.
   *
   * @throws TemplateError where it is not one well-formed document; says the line
   */
  public static JsonNode read(String yaml) {
    var settings =
        LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setCodePointLimit(MAX_CHARACTERS)
            .setUseMarks(true)
            .build();
    try {
      Optional<Node> root = new Compose(settings).composeString(yaml);
      return new TemplateYaml()
          .json(
              root.orElseThrow(
                  () -> new TemplateError("Template format error: the document is empty")));
    } catch (YamlEngineException e) {
      throw new TemplateError("Template format error: YAML not well-formed. " + e.getMessage(), e);
    }
  }

  private JsonNode json(Node node) {
    if (!seen.add(node)) {
      throw refused(node, "YAML aliases are not allowed in CloudFormation templates");
    }
    var tag = node.getTag().getValue();
    if (!tag.startsWith("!")) {
      return untagged(node);
    }
    var name = tag.substring(1);
    if (name.equals("GetAtt") && node instanceof ScalarNode scalar) {
      return getAtt(scalar);
    }
    var value = node instanceof ScalarNode scalar ? text(scalar) : untagged(node);
    return JsonNodeFactory.instance.objectNode().set(longForm(name, node), value);
  }

  private static String longForm(String name, Node node) {
    if (name.equals("Ref") || name.equals("Condition")) {
      return name;
    }
    if (FUNCTIONS.contains(name)) {
      return "Fn::" + name;
    }
    throw refused(node, "unknown tag !" + name);
  }

  private static JsonNode getAtt(ScalarNode scalar) {
    int dot = scalar.getValue().indexOf('.');
    if (dot < 1 || dot == scalar.getValue().length() - 1) {
      throw refused(scalar, "!GetAtt needs Resource.Attribute but got " + scalar.getValue());
    }
    var arguments = JsonNodeFactory.instance.arrayNode();
    arguments.add(scalar.getValue().substring(0, dot)).add(scalar.getValue().substring(dot + 1));
    return JsonNodeFactory.instance.objectNode().set("Fn::GetAtt", arguments);
  }

  private JsonNode untagged(Node node) {
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar);
      case SequenceNode sequence -> {
        var array = JsonNodeFactory.instance.arrayNode();
        sequence.getValue().forEach(item -> array.add(json(item)));
        yield array;
      }
      case MappingNode mapping -> mapping(mapping);
      default -> throw refused(node, "unexpected " + node.getNodeType());
    };
  }

  private ObjectNode mapping(MappingNode mapping) {
    var object = JsonNodeFactory.instance.objectNode();
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw refused(entry.getKeyNode(), "a key must be text");
      }
      if (object.has(key.getValue())) {
        throw refused(key, "duplicate key " + key.getValue());
      }
      object.set(key.getValue(), json(entry.getValueNode()));
    }
    return object;
  }

  private static JsonNode text(ScalarNode scalar) {
    return JsonNodeFactory.instance.textNode(scalar.getValue());
  }

  private static JsonNode scalar(ScalarNode scalar) {
    var values = JsonNodeFactory.instance;
    var tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return values.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return values.booleanNode(Boolean.parseBoolean(scalar.getValue()));
    }
    if (tag.equals(Tag.INT)) {
      var number = new BigInteger(scalar.getValue());
      return number.bitLength() < Long.SIZE
          ? values.numberNode(number.longValueExact())
          : values.numberNode(number);
    }
    if (tag.equals(Tag.FLOAT)) {
      return float64(scalar);
    }
    return text(scalar);
  }

  private static JsonNode float64(ScalarNode scalar) {
    try {
      return JsonNodeFactory.instance.numberNode(new BigDecimal(scalar.getValue()));
    } catch (NumberFormatException e) {
      throw refused(scalar, scalar.getValue() + " is not a number in JSON");
    }
  }

  private static TemplateError refused(Node node, String why) {
    var where = node.getStartMark().map(mark -> " (line " + (mark.getLine() + 1) + ")").orElse("");
    return new TemplateError("Template format error: " + why + where);
  }
}
