package io.slipway.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.local.template.yaml.TemplateError;
import io.slipway.local.template.yaml.TemplateYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Values for the parameters of a template, checked against what the template allows. */
public record Parameters(Map<String, String> values) {

  private static final String LOCAL = "local-parameters.yml";

  public Parameters {
    values = Map.copyOf(values);
  }

  /** The values of local mode: an account that exists only there. */
  public static Parameters local() {
    try (var in = Parameters.class.getResourceAsStream(LOCAL)) {
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + LOCAL, e);
    }
  }

  /** The values in a file like parameters.yml. */
  static Parameters read(String yaml) {
    var values = new TreeMap<String, String>();
    for (var entry : TemplateYaml.read(yaml).properties()) {
      values.put(entry.getKey(), entry.getValue().asText());
    }
    return new Parameters(values);
  }

  /**
   * The value that each parameter of {@code declarations} has.
   *
   * @throws TemplateError where one is missing, unknown or not allowed; names its key
   */
  Map<String, JsonNode> valuesOf(JsonNode declarations) {
    for (var name : values.keySet()) {
      if (!declarations.has(name)) {
        throw new TemplateError("template.yaml: there is no parameter " + name);
      }
    }
    var result = new TreeMap<String, JsonNode>();
    for (var entry : declarations.properties()) {
      result.put(entry.getKey(), value(entry.getKey(), entry.getValue()));
    }
    return result;
  }

  private JsonNode value(String name, JsonNode declaration) {
    var given = values.get(name);
    if (given == null && !declaration.has("Default")) {
      throw new TemplateError("template.yaml: parameter " + name + " has no value");
    }
    var value = given == null ? declaration.get("Default").asText() : given;
    boolean list = declaration.path("Type").asText().matches("List<.*>|CommaDelimitedList");
    if (!list) {
      check(name, value, declaration);
      return JsonNodeFactory.instance.textNode(value);
    }
    var items = JsonNodeFactory.instance.arrayNode();
    for (var item : value.split(",", -1)) {
      check(name, item.strip(), declaration);
      items.add(item.strip());
    }
    return items;
  }

  private static void check(String name, String value, JsonNode declaration) {
    var pattern = declaration.path("AllowedPattern").asText("");
    boolean matches = pattern.isEmpty() || Pattern.matches(pattern, value);
    var allowed = declaration.path("AllowedValues");
    boolean listed = allowed.isMissingNode();
    for (var one : allowed) {
      listed |= one.asText().equals(value);
    }
    boolean fits =
        value.length() >= declaration.path("MinLength").asInt(0)
            && value.length() <= declaration.path("MaxLength").asInt(4096);
    if (!matches || !listed || !fits) {
      throw new TemplateError(
          "template.yaml: parameter %s is \"%s\": %s"
              .formatted(
                  name,
                  value,
                  declaration.path("ConstraintDescription").asText("the value is not allowed")));
    }
  }
}
