package io.slipway.spec.rules;

import io.slipway.domain.Quoted;
import io.slipway.spec.shape.Said;
import java.util.HashMap;
import java.util.Map;

/** Finds names that are given twice. */
final class Once {

  private final Map<Object, String> first = new HashMap<>();
  private final Said problems;

  Once(Said problems) {
    this.problems = problems;
  }

  /** Notes {@code name} at {@code path}, and says so where it was noted before. */
  void add(Object name, String path) {
    var before = first.putIfAbsent(name, path);
    if (before != null) {
      problems.add(path, Quoted.of(name.toString()) + " is given twice, first as " + before);
    }
  }
}
