package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.runtime.Json;
import java.util.List;
import java.util.Optional;

/** True or false. */
final class TruthShape implements Shape {

  @Override
  public Optional<Object> read(JsonNode value, String path, Said problems) {
    if (!value.isBoolean()) {
      problems.add(path, "true or false is expected, but got " + Json.kind(value));
      return Optional.empty();
    }
    return Optional.of(value.booleanValue());
  }

  @Override
  public List<JsonNode> samples() {
    return List.of(BooleanNode.TRUE, BooleanNode.FALSE);
  }

  @Override
  public JsonNode write(Object value) {
    return BooleanNode.valueOf((Boolean) value);
  }

  @Override
  public ObjectNode schema() {
    return Nodes.ofType("boolean");
  }

  @Override
  public String words() {
    return "true or false";
  }
}
