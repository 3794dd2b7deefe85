package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.slipway.domain.Quoted;
import io.slipway.runtime.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Text of a certain form and length. */
final class TextShape implements Shape {

  private static final List<JsonNode> SAMPLES =
      Stream.of(
              "a",
              "b-1",
              "/c",
              "d.example.com",
              "1.0.0",
              "10.0.0.0/16",
              "200",
              "80",
              "arn:aws:sns:any:123456789012:a",
              "arn:aws:iam::123456789012:role/a")
          .<JsonNode>map(TextNode::valueOf)
          .toList();

  private final Optional<Pattern> pattern;
  private final String expects;
  private final int longest;

  TextShape(Key key) {
    this.pattern =
        key.pattern().isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(key.pattern()));
    this.expects = key.expects().isEmpty() ? "text of the form " + key.pattern() : key.expects();
    this.longest = key.longest();
  }

  @Override
  public Optional<Object> read(JsonNode value, String path, Said problems) {
    if (!value.isTextual()) {
      problems.add(path, "text is expected, but got " + Json.kind(value));
      return Optional.empty();
    }
    var text = value.textValue();
    int length = text.codePointCount(0, text.length());
    if (length > longest) {
      problems.add(path, "at most " + longest + " characters are allowed, but got " + length);
      return Optional.empty();
    }
    if (pattern.isPresent() && !pattern.get().matcher(text).matches()) {
      problems.add(path, expects + " is expected, but got " + Quoted.of(text));
      return Optional.empty();
    }
    return Optional.of(text);
  }

  @Override
  public List<JsonNode> samples() {
    return SAMPLES;
  }

  @Override
  public JsonNode write(Object value) {
    return TextNode.valueOf((String) value);
  }

  @Override
  public ObjectNode schema() {
    var schema = Nodes.ofType("string").put("maxLength", longest);
    pattern.ifPresent(form -> schema.put("pattern", "^(?:" + form + ")$"));
    return schema;
  }

  @Override
  public String words() {
    return pattern.isPresent() ? "text: " + expects : "text";
  }
}
