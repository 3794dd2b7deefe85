package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.slipway.runtime.Json;
import java.util.List;
import java.util.Optional;

/** Text, a number, or true or false, taken as text. */
final class ScalarShape implements Shape {

  private final int longest;

  ScalarShape(Key key) {
    this.longest = key.longest();
  }

  @Override
  public Optional<Object> read(JsonNode value, String path, Said problems) {
    if (!Nodes.isScalar(value)) {
      problems.add(path, "text is expected, but got " + Json.kind(value));
      return Optional.empty();
    }
    var text = Nodes.text(value);
    int length = text.codePointCount(0, text.length());
    if (value.isTextual() && length > longest) {
      problems.add(path, "at most " + longest + " characters are allowed, but got " + length);
      return Optional.empty();
    }
    return Optional.of(new Scalar(text));
  }

  @Override
  public List<JsonNode> samples() {
    return List.of(TextNode.valueOf("a"));
  }

  @Override
  public JsonNode write(Object value) {
    return TextNode.valueOf(((Scalar) value).text());
  }

  @Override
  public ObjectNode schema() {
    var schema = Nodes.object();
    schema.putArray("type").add("string").add("number").add("boolean");
    return schema.put("maxLength", longest);
  }

  @Override
  public String words() {
    return "text or a number";
  }
}
