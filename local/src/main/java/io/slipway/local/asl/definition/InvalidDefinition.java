package io.slipway.local.asl.definition;

import java.util.List;
import java.util.stream.Collectors;

/** A definition is refused; says everything that is wrong with it, worded as the service does. */
public final class InvalidDefinition extends RuntimeException {

  private final transient List<Diagnostic> diagnostics;

  InvalidDefinition(List<Diagnostic> diagnostics) {
    super(
        diagnostics.stream()
            .map(Diagnostic::toString)
            .collect(Collectors.joining(", ", "Invalid State Machine Definition: '", "'")));
    this.diagnostics = List.copyOf(diagnostics);
  }

  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
