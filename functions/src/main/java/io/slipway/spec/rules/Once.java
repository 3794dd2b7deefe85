package io.slipway.spec.rules;

import io.slipway.domain.Quoted;
import io.slipway.spec.shape.Said;
import java.util.HashSet;
import java.util.Set;

/** Finds names that are given twice. */
final class Once {

  private final Set<Object> seen = new HashSet<>();
  private final Said problems;

  Once(Said problems) {
    this.problems = problems;
  }

  /** Notes {@code name} at {@code path}, and says so where it was noted before. */
  void add(Object name, String path) {
    if (!seen.add(name)) {
      problems.add(path, Quoted.of(name.toString()) + " is given twice");
    }
  }
}
