package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** A whole number, or an object with one for each colour. */
final class PerColourShape implements Shape {

  private final Shape one;
  private final Shape each;
  private final long min;

  PerColourShape(Key key, Naming naming) {
    this.min = Math.max(0, key.min());
    this.one = new NumberShape(key, true);
    this.each = new RecordShape(PerColour.class, naming);
  }

  @Override
  public Optional<Object> read(JsonNode value, String path, Said problems) {
    return value.isObject()
        ? each.read(value, path, problems)
            .filter(ports -> allowed((PerColour) ports, path, problems))
        : one.read(value, path, problems).map(number -> PerColour.both((Integer) number));
  }

  private boolean allowed(PerColour ports, String path, Said problems) {
    if (Math.min(ports.blue(), ports.green()) < min) {
      problems.add(path, min + " or more is allowed for both colours");
      return false;
    }
    return true;
  }

  @Override
  public List<JsonNode> samples() {
    return one.samples();
  }

  @Override
  public JsonNode write(Object value) {
    var ports = (PerColour) value;
    return ports.same() ? IntNode.valueOf(ports.blue()) : each.write(ports);
  }

  @Override
  public ObjectNode schema() {
    var schema = Nodes.object();
    var colours = each.schema();
    colours.get("properties").forEach(colour -> ((ObjectNode) colour).put("minimum", min));
    schema.putArray("anyOf").add(one.schema()).add(colours);
    return schema;
  }

  @Override
  public String words() {
    return one.words() + ", or {blue, green}";
  }
}
