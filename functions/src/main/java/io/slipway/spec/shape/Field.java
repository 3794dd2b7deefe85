package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.stream.Stream;

/** One key of an object: required, with a default, optional, or refused with a reason. */
record Field(
    String key,
    Key described,
    boolean optional,
    Shape shape,
    RecordComponent component,
    Optional<JsonNode> byDefault) {

  static Field of(RecordComponent component, Naming naming) {
    var described = component.getAnnotation(Key.class);
    if (described == null) {
      throw new IllegalArgumentException(
          component.getDeclaringRecord().getSimpleName()
              + "."
              + component.getName()
              + " has no @Key");
    }
    var type = component.getGenericType();
    boolean optional =
        type instanceof ParameterizedType generic && generic.getRawType() == Optional.class;
    var inner = optional ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
    return new Field(
        described.named().isEmpty() ? naming.key(component.getName()) : described.named(),
        described,
        optional,
        Shapes.of(inner, described, naming),
        component,
        Optional.of(described.byDefault()).filter(json -> !json.isEmpty()).map(Nodes::literal));
  }

  boolean isRefused() {
    return !described.refused().isEmpty();
  }

  boolean required() {
    return !optional && byDefault.isEmpty();
  }

  /** The component's value; empty where it is not allowed. */
  Optional<Object> read(JsonNode value, String path, Said problems) {
    if (value.isMissingNode() || (value.isNull() && described.orNull())) {
      return absent(path, problems);
    }
    if (isRefused()) {
      problems.add(path, "cannot be given: " + described.refused());
      return Optional.empty();
    }
    if (value.isNull()) {
      problems.add(path, "null is not allowed; " + (required() ? expected() : "leave the key out"));
      return Optional.empty();
    }
    var read = shape.read(value, path, problems);
    return optional ? read.map(Optional::of) : read;
  }

  private Optional<Object> absent(String path, Said problems) {
    if (optional) {
      return Optional.of(Optional.empty());
    }
    if (byDefault.isPresent()) {
      return shape.read(byDefault.get(), path, problems);
    }
    problems.add(path, "is required: " + described.says() + "; " + expected());
    return Optional.empty();
  }

  private String expected() {
    return shape.words() + " is expected";
  }

  /** Writes what {@code owner} has for it, unless its absence says the same. */
  void write(Object owner, ObjectNode object) {
    var value = value(owner);
    if (optional) {
      ((Optional<?>) value).ifPresent(present -> object.set(key, shape.write(present)));
    } else if (required() || !shape.isEmpty(value)) {
      object.set(key, shape.write(value));
    }
  }

  private Object value(Object owner) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true); // records of a form are of use in their package only
      return accessor.invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component.getName(), e);
    }
  }

  ObjectNode schema() {
    if (isRefused()) {
      var refused = Nodes.object();
      refused.putObject("not");
      return refused.put("description", "Refused: " + described.refused());
    }
    var schema = shape.schema();
    if (described.orNull()) {
      var either = Nodes.object();
      either.putArray("anyOf").add(schema).add(Nodes.ofType("null"));
      schema = either;
    }
    schema.put("description", described.says());
    if (!described.byDefault().isEmpty()) {
      schema.set("default", Nodes.literal(described.byDefault()));
    }
    return schema;
  }

  Stream<KeyRow> rows(String path) {
    var place = path.isEmpty() ? key : path + "." + key;
    var row =
        new KeyRow(
            place,
            described.refused().isEmpty() ? shape.words() : "refused",
            required() ? "required" : described.byDefault(),
            described.aws(),
            described.refused().isEmpty()
                ? described.says()
                : described.says() + "; refused: " + described.refused());
    return Stream.concat(
        Stream.of(row), described.refused().isEmpty() ? shape.rows(place) : Stream.empty());
  }
}
