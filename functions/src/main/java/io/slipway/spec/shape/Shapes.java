package io.slipway.spec.shape;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/** Says which shape a component of a record has. */
final class Shapes {

  private Shapes() {}

  static Shape of(Type type, Key key, Naming naming) {
    if (type instanceof ParameterizedType generic) {
      var arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return new ListShape(of(arguments[0], key, naming), key.fewest(), key.most());
      }
      if (generic.getRawType() == Map.class && arguments[0] == String.class) {
        return new MapShape(of(arguments[1], key, naming), key.keys(), key.fewest(), key.most());
      }
    } else if (type instanceof Class<?> plain) {
      return of(plain, key, naming);
    }
    throw new IllegalArgumentException("a form cannot have a " + type);
  }

  private static Shape of(Class<?> type, Key key, Naming naming) {
    if (type == String.class) {
      return new TextShape(key);
    }
    if (type == int.class || type == Integer.class) {
      return new NumberShape(key, true);
    }
    if (type == double.class || type == Double.class) {
      return new NumberShape(key, false);
    }
    if (type == boolean.class || type == Boolean.class) {
      return new TruthShape();
    }
    if (type.isEnum()) {
      return new WordShape(type);
    }
    if (type == Scalar.class) {
      return new ScalarShape(key);
    }
    if (type == OneOrMore.class) {
      return new OneOrMoreShape(key);
    }
    if (type == PerColour.class) {
      return new PerColourShape(key, naming);
    }
    if (type == KeyValues.class) {
      return new KeyValuesShape(key);
    }
    if (type == Wait.class) {
      return new WaitShape();
    }
    if (type.isRecord()) {
      return new RecordShape(type.asSubclass(Record.class), naming);
    }
    throw new IllegalArgumentException("a form cannot have a " + type);
  }
}
