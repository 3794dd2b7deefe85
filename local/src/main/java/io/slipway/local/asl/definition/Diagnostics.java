package io.slipway.local.asl.definition;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong while a definition is read. */
final class Diagnostics {

  private final List<Diagnostic> found = new ArrayList<>();

  void schema(String location, String message) {
    add("SCHEMA_VALIDATION_FAILED", location, message);
  }

  void add(String code, String location, String message) {
    var diagnostic = new Diagnostic(code, message, location.isEmpty() ? "/" : location);
    if (!found.contains(diagnostic)) {
      found.add(diagnostic);
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Refuses the definition where anything was found. */
  void raise() {
    if (!found.isEmpty()) {
      throw new InvalidDefinition(found);
    }
  }
}
