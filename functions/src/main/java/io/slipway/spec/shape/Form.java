package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** A form of documents, described by the record that they become. */
public final class Form<T extends Record> {

  private final Class<T> type;
  private final Shape shape;

  public Form(Class<T> type, Naming naming) {
    this.type = type;
    this.shape = new RecordShape(type, naming);
  }

  /**
   * The record; empty where the document is not of this form, with everything that is wrong said.
   */
  public Optional<T> read(JsonNode document, String path, Said problems) {
    return shape.read(document, path, problems).map(type::cast);
  }

  /** {@code document} with stand-ins for what is wrong; empty where that cannot be. */
  public Optional<JsonNode> mended(JsonNode document, StandIns standIns) {
    return shape.mended(document, "", standIns);
  }

  /** The document that {@link #read} makes an equal record of. */
  public JsonNode write(T value) {
    return shape.write(value);
  }

  /** The JSON Schema (2020-12) that takes what {@link #read} takes. */
  public ObjectNode schema(String id, String title) {
    var schema =
        Nodes.object()
            .put("$schema", "https://json-schema.org/draft/2020-12/schema")
            .put("$id", id)
            .put("title", title);
    schema.setAll(shape.schema());
    return schema;
  }

  /** Every key, from the outside to the inside. */
  public List<KeyRow> keys() {
    return shape.rows("").toList();
  }
}
