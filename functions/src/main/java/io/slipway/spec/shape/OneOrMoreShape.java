package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.runtime.Json;
import java.util.List;
import java.util.Optional;

/** Text, or a list of text. */
final class OneOrMoreShape implements Shape {

  private final Shape one;
  private final Shape more;

  OneOrMoreShape(Key key) {
    this.one = new TextShape(key);
    this.more = new ListShape(one, Math.max(1, key.fewest()), key.most());
  }

  @Override
  @SuppressWarnings("unchecked") // a list of what TextShape reads is a list of text
  public Optional<Object> read(JsonNode value, String path, Said problems) {
    if (value.isTextual()) {
      return one.read(value, path, problems).map(text -> new OneOrMore(List.of((String) text)));
    }
    if (value.isArray()) {
      return more.read(value, path, problems).map(texts -> new OneOrMore((List<String>) texts));
    }
    problems.add(path, "text or a list of text is expected, but got " + Json.kind(value));
    return Optional.empty();
  }

  @Override
  public List<JsonNode> samples() {
    return one.samples();
  }

  @Override
  public JsonNode write(Object value) {
    return more.write(((OneOrMore) value).values());
  }

  @Override
  public ObjectNode schema() {
    var schema = Nodes.object();
    schema.putArray("anyOf").add(one.schema()).add(more.schema());
    return schema;
  }

  @Override
  public String words() {
    return one.words() + ", or a list of them";
  }
}
