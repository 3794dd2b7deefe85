package io.slipway.local.asl.query;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A node of the library's parse tree, which the library keeps to itself: this is the one place that
 * reaches into it.
 */
record SyntaxTree(Parser.Symbol node) {

  static SyntaxTree of(Jsonata parsed) {
    return new SyntaxTree((Parser.Symbol) read(field(Jsonata.class, "ast"), parsed));
  }

  String type() {
    return String.valueOf(value("type"));
  }

  /** The symbol's text: a name, an operator. */
  String text() {
    return String.valueOf(value("value"));
  }

  private Object value(String name) {
    return read(field(Parser.Symbol.class, name), node);
  }

  /** The part of that name. */
  Optional<SyntaxTree> part(String name) {
    return value(name) instanceof Parser.Symbol symbol
        ? Optional.of(new SyntaxTree(symbol))
        : Optional.empty();
  }

  /** The parts in the list or pairs of that name. */
  List<SyntaxTree> parts(String name) {
    List<SyntaxTree> parts = new ArrayList<>();
    collect(value(name), parts);
    return parts;
  }

  /** Every part of the node. */
  List<SyntaxTree> all() {
    List<SyntaxTree> parts = new ArrayList<>();
    for (var field : Parser.Symbol.class.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
        collect(read(field(Parser.Symbol.class, field.getName()), node), parts);
      }
    }
    return parts;
  }

  private static void collect(Object value, List<SyntaxTree> parts) {
    if (value instanceof Parser.Symbol symbol) {
      parts.add(new SyntaxTree(symbol));
    } else if (value instanceof List<?> list) {
      list.forEach(element -> collect(element, parts));
    } else if (value instanceof Parser.Symbol[] pair) {
      collect(List.of(pair), parts);
    }
  }

  /** Shows every node below and including this one, the parts first. */
  void visit(Consumer<SyntaxTree> visitor) {
    visit(visitor, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private void visit(Consumer<SyntaxTree> visitor, Set<Object> seen) {
    if (seen.add(node)) {
      all().forEach(part -> part.visit(visitor, seen));
      visitor.accept(this);
    }
  }

  void rename(String name) {
    write("value", node, name);
  }

  /** Makes a binary operator a call of the function that is bound by the operator's text. */
  void callInstead() {
    var procedure = node.create();
    write("type", procedure, "variable");
    write("value", procedure, text());
    write("lhs", procedure, null);
    write("rhs", procedure, null);
    write("arguments", node, List.of(value("lhs"), value("rhs")));
    write("procedure", node, procedure);
    write("type", node, "function");
  }

  private static Field field(Class<?> owner, String name) {
    try {
      var field = owner.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("the JSONata library has changed", e);
    }
  }

  private static Object read(Field field, Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the JSONata library has changed", e);
    }
  }

  private static void write(String name, Parser.Symbol owner, Object value) {
    try {
      field(Parser.Symbol.class, name).set(owner, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the JSONata library has changed", e);
    }
  }
}
