package io.slipway.local.asl.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an expression reads from outside.
 *
 * @param states the members of {@code $states} that it names
 * @param root whether it names the context of the whole, {@code $$}
 * @param names the fields that it reads from that context, which has none on the service; those in
 *     the body of a function do not count
 */
public record References(Set<String> states, boolean root, Set<String> names) {

  /** The parts of a node that are evaluated with the item of the node itself. */
  private static final List<String> WITH_SAME_ITEM =
      List.of(
          "procedure",
          "arguments",
          "lhs",
          "rhs",
          "lhsObject",
          "expressions",
          "expression",
          "condition",
          "then",
          "_else");

  static References in(SyntaxTree tree) {
    var found = new References(new LinkedHashSet<>(), false, new LinkedHashSet<>());
    List<SyntaxTree> roots = new ArrayList<>();
    tree.visit(
        node -> {
          found.membersOfStates(node);
          if (isVariable(node, "$")) {
            roots.add(node);
          }
        });
    found.atTopLevel(tree);
    return new References(found.states(), !roots.isEmpty(), found.names());
  }

  private void membersOfStates(SyntaxTree node) {
    var steps = node.parts("steps");
    if (steps.size() > 1 && isVariable(steps.get(0), "states")) {
      states.add(steps.get(1).text());
    }
  }

  private static boolean isVariable(SyntaxTree tree, String name) {
    return tree.type().equals("variable") && tree.text().equals(name);
  }

  /** Goes where there is no item yet: not into predicates, later steps or functions. */
  private void atTopLevel(SyntaxTree tree) {
    switch (tree.type()) {
      case "name" -> names.add(tree.text());
      case "lambda" -> {}
      case "path" -> tree.parts("steps").stream().findFirst().ifPresent(this::atTopLevel);
      default -> WITH_SAME_ITEM.forEach(name -> tree.parts(name).forEach(this::atTopLevel));
    }
  }
}
