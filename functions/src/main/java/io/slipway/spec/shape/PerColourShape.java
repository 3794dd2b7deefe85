package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A whole number, or an object with one for each colour. */
final class PerColourShape implements Shape {

  private final Shape one;
  private final Shape each;

  PerColourShape(Key key, Naming naming) {
    this.one = new NumberShape(key, true);
    this.each = new RecordShape(PerColour.class, naming);
  }

  @Override
  public Optional<Object> read(JsonNode value, String path, Said problems) {
    return value.isObject()
        ? each.read(value, path, problems)
        : one.read(value, path, problems).map(number -> PerColour.both((Integer) number));
  }

  @Override
  public JsonNode write(Object value) {
    var ports = (PerColour) value;
    return ports.same() ? IntNode.valueOf(ports.blue()) : each.write(ports);
  }

  @Override
  public ObjectNode schema() {
    var schema = Nodes.object();
    schema.putArray("anyOf").add(one.schema()).add(each.schema());
    return schema;
  }

  @Override
  public String words() {
    return one.words() + ", or {blue, green}";
  }
}
