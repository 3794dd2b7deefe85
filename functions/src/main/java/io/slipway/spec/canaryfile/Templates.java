package io.slipway.spec.canaryfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.slipway.domain.Quoted;
import io.slipway.spec.Surroundings;
import io.slipway.spec.render.TaskRendering;
import io.slipway.spec.shape.Nearest;
import io.slipway.spec.shape.Paths;
import io.slipway.spec.shape.Said;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in {@code {{name}}} and its like. Each of project, name, fqdn and version may use what
 * comes before it in this order, everything else may use all of them; what is filled in is not
 * looked at again, so nothing refers to itself. {@code {{version}}} stays in containers, which are
 * rendered for each release.
 */
final class Templates {

  private static final List<String> ORDER = List.of("project", "name", "fqdn", "version");
  private static final List<String> KNOWN =
      List.of(
          "project", "name", "version", "fqdn", "fqdn[n]", "account_id", "region", "environment");
  private static final Pattern TEMPLATE = Pattern.compile("\\{\\{([^{}]{0,100})}}");

  /** Each release has another version: theirs is filled in when a release is registered. */
  private static final String CONTAINERS = "service.containers";

  private static final Pattern NUMBERED = Pattern.compile("fqdn\\[(\\d{1,3})]");

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Said problems;

  private Templates(Surroundings surroundings, Said problems) {
    this.problems = problems;
    values.put("account_id", surroundings.accountId());
    values.put("region", surroundings.region());
    values.put("environment", surroundings.environment());
  }

  /** The document with every template filled in; what cannot be is said and left as it is. */
  static JsonNode fill(JsonNode document, Surroundings surroundings, Said problems) {
    var filled = document.deepCopy();
    var templates = new Templates(surroundings, problems);
    if (filled.path("service") instanceof ObjectNode service) {
      ORDER.forEach(key -> templates.define(key, service));
      for (var entry : List.copyOf(service.properties())) {
        if (!ORDER.contains(entry.getKey())) {
          service.set(
              entry.getKey(),
              templates.fill(entry.getValue(), Paths.key("service", entry.getKey())));
        }
      }
    }
    if (filled instanceof ObjectNode whole) {
      for (var entry : List.copyOf(whole.properties())) {
        if (!entry.getKey().equals("service")) {
          whole.set(
              entry.getKey(), templates.fill(entry.getValue(), Paths.key("", entry.getKey())));
        }
      }
    }
    return filled;
  }

  /** Fills in a value that others may use, and notes it for them. */
  private void define(String key, ObjectNode service) {
    var value = service.path(key);
    if (value.isMissingNode()) {
      return;
    }
    var filled = fill(value, "service." + key);
    service.set(key, filled);
    if (filled.isArray()) {
      for (int i = 0; i < filled.size(); i++) {
        values.put(key + "[" + i + "]", filled.get(i).asText());
      }
      values.put(key, filled.path(0).asText());
    } else if (filled.isValueNode()) {
      values.put(key, filled.asText());
      values.put(key + "[0]", filled.asText());
    }
  }

  private JsonNode fill(JsonNode value, String path) {
    if (value.isTextual()) {
      return value.textValue().contains("{{")
          ? TextNode.valueOf(fill(value.textValue(), path))
          : value;
    }
    if (value instanceof ArrayNode list) {
      var items = new ArrayList<JsonNode>();
      for (int i = 0; i < list.size(); i++) {
        items.add(fill(list.get(i), Paths.item(path, i)));
      }
      return list.arrayNode().addAll(items);
    }
    if (value instanceof ObjectNode object) {
      var filled = object.objectNode();
      object
          .properties()
          .forEach(
              entry ->
                  filled.set(
                      entry.getKey(), fill(entry.getValue(), Paths.key(path, entry.getKey()))));
      return filled;
    }
    return value;
  }

  private String fill(String text, String path) {
    var matcher = TEMPLATE.matcher(text);
    if (!matcher.find()) {
      problems.add(path, "'{{' is not closed, in " + Quoted.of(text));
      return text;
    }
    return matcher.replaceAll(
        found -> Matcher.quoteReplacement(value(found.group(1).strip(), path)));
  }

  private String value(String name, String path) {
    if (name.equals("version") && path.startsWith(CONTAINERS)) {
      return TaskRendering.VERSION;
    }
    var value = values.get(name);
    if (value == null) {
      problems.add(path, "{{" + Quoted.of(name).replaceAll("^'|'$", "") + "}} " + why(name, path));
      return name;
    }
    return value;
  }

  private String why(String name, String path) {
    if (name.equals("external_ip")) {
      return "is not filled in: it would ask a service outside for the address of whoever deploys,"
          + " which is a function here; write the address itself";
    }
    var plain = NUMBERED.matcher(name).matches() ? "fqdn" : name;
    if (path.equals("service." + plain) || path.startsWith("service." + plain + "[")) {
      return "refers to itself";
    }
    if (!plain.equals(name) && values.containsKey(plain)) {
      return "is not there: there are fewer names, counted from 0";
    }
    if (ORDER.contains(plain)) {
      boolean known = ORDER.stream().anyMatch(key -> path.startsWith("service." + key));
      return known
          ? "is not known yet: project, name, fqdn and version are filled in in this order"
          : "has no value: service." + plain + " is missing";
    }
    return "is unknown; "
        + Nearest.of(name, KNOWN).map(meant -> "did you mean {{" + meant + "}}? ").orElse("")
        + "allowed: "
        + String.join(", ", KNOWN);
  }
}
