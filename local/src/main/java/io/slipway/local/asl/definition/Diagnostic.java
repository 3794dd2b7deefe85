package io.slipway.local.asl.definition;

/**
 * One thing that is wrong with a definition.
 *
 * @param code as the service names the kind, for example {@code SCHEMA_VALIDATION_FAILED}
 * @param location a JSON pointer into the definition
 */
public record Diagnostic(String code, String message, String location) {

  @Override
  public String toString() {
    return code + ": " + message + " at " + location;
  }
}
