package io.slipway.local.asl.query;

import com.dashjoin.jsonata.Jsonata;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of the world outside an expression can read at all, so that nothing else is handed to it.
 *
 * @param names every name in it: of variables, and of fields, which the library looks up as
 *     variables to explain a call that lacks its dollar
 * @param members the members of {@code $states} that it can read; empty where it could read any
 */
record Scope(Set<String> names, Optional<Set<String>> members) {

  private static final String STATES = "states";

  static Scope of(SyntaxTree tree) {
    Set<String> names = new HashSet<>();
    Set<String> members = new HashSet<>();
    int[] uses = new int[1];
    int[] fields = new int[1];
    boolean[] upwards = new boolean[1];
    tree.visit(
        node -> {
          names.add(node.text());
          upwards[0] |= node.type().equals("parent");
          if (isStates(node)) {
            uses[0]++;
          }
          var steps = node.parts("steps");
          if (steps.size() > 1 && isPlainStates(steps.get(0)) && isField(steps.get(1))) {
            fields[0]++;
            members.add(steps.get(1).text());
          }
        });
    boolean narrow = uses[0] == fields[0] && !upwards[0];
    return new Scope(names, narrow ? Optional.of(members) : Optional.empty());
  }

  private static boolean isStates(SyntaxTree node) {
    return node.type().equals("variable") && node.text().equals(STATES);
  }

  /** Without a predicate, which would be asked with all members. */
  private static boolean isPlainStates(SyntaxTree node) {
    return isStates(node)
        && node.parts("predicate").isEmpty()
        && node.parts("stages").isEmpty()
        && node.parts("group").isEmpty();
  }

  private static boolean isField(SyntaxTree node) {
    return node.type().equals("name");
  }

  /** Binds what the expression can read. */
  void bind(Jsonata.Frame frame, Bindings bindings) {
    bindings
        .variables()
        .forEach(
            (name, value) -> {
              if (names.contains(name)) {
                frame.bind(name, Values.toJsonata(value));
              }
            });
    if (names.contains(STATES)) {
      frame.bind(
          STATES, members.map(known -> only(known, bindings)).orElseGet(() -> all(bindings)));
    }
  }

  private static Object all(Bindings bindings) {
    return Values.toJsonata(bindings.states());
  }

  private static Object only(Set<String> members, Bindings bindings) {
    Map<String, Object> states = new LinkedHashMap<>();
    bindings
        .states()
        .properties()
        .forEach(
            member -> {
              if (members.contains(member.getKey())) {
                states.put(member.getKey(), Values.toJsonata(member.getValue()));
              }
            });
    return states;
  }
}
