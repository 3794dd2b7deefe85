package io.slipway.local.asl;

import java.util.Optional;

/**
 * The interpreter itself cannot do a state's work; becomes the state's failure, with a sentence in
 * front of its cause that names the state.
 */
final class StateFailed extends RuntimeException {

  private final String error;

  /** The field whose expression failed, for an evaluation's failure. */
  private final transient Optional<String> location;

  private StateFailed(String error, String cause, Optional<String> location) {
    super(cause);
    this.error = error;
    this.location = location;
  }

  static StateFailed query(String cause, String location) {
    return new StateFailed(Failure.QUERY, cause, Optional.of(location));
  }

  static StateFailed runtime(String cause) {
    return new StateFailed(Failure.RUNTIME, cause, Optional.empty());
  }

  String error() {
    return error;
  }

  Optional<String> location() {
    return location;
  }
}
