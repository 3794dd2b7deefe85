package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.slipway.runtime.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One word of a few: the constants of an enum, as they are printed, or all in small or in capitals.
 */
final class WordShape implements Shape {

  private final Map<String, Object> words = new LinkedHashMap<>();
  private final List<String> shown;

  WordShape(Class<?> type) {
    var constants = List.of(type.getEnumConstants());
    this.shown = constants.stream().map(Object::toString).toList();
    constants.forEach(
        constant -> {
          words.put(constant.toString(), constant);
          words.put(constant.toString().toLowerCase(Locale.ROOT), constant);
          words.put(constant.toString().toUpperCase(Locale.ROOT), constant);
        });
  }

  @Override
  public Optional<Object> read(JsonNode value, String path, Said problems) {
    var found = value.isTextual() ? words.get(value.textValue()) : null;
    if (found == null) {
      var meant =
          value.isTextual() ? Nearest.of(value.textValue(), shown) : Optional.<String>empty();
      problems.add(
          path,
          String.join(", ", shown)
              + (shown.size() == 1 ? " is" : " are")
              + " allowed, but got "
              + Json.kind(value)
              + meant.map(word -> "; did you mean '" + word + "'?").orElse(""));
    }
    return Optional.ofNullable(found);
  }

  @Override
  public List<JsonNode> samples() {
    return shown.stream().<JsonNode>map(TextNode::valueOf).toList();
  }

  @Override
  public JsonNode write(Object value) {
    return TextNode.valueOf(value.toString());
  }

  @Override
  public ObjectNode schema() {
    var schema = Nodes.object();
    var allowed = schema.putArray("enum");
    words.keySet().forEach(allowed::add);
    return schema;
  }

  @Override
  public String words() {
    return Arrays.toString(shown.toArray()).replace("[", "one of ").replace("]", "");
  }
}
