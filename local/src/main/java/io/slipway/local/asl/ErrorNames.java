package io.slipway.local.asl;

import java.util.List;

/**
 * Whether the names in an ErrorEquals match an error.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">Handling
 *     errors</a>
 */
final class ErrorNames {

  private ErrorNames() {}

  static boolean match(List<String> names, Failure failure, boolean byHeartbeat) {
    if (failure.isFatal()) {
      return false;
    }
    return names.stream().anyMatch(name -> matches(name, failure.name(), byHeartbeat));
  }

  private static boolean matches(String name, String error, boolean byHeartbeat) {
    return switch (name) {
      case "States.ALL" -> !error.equals(Failure.DATA_LIMIT);
      case "States.TaskFailed" ->
          !error.equals(Failure.TIMEOUT) && !error.equals(Failure.DATA_LIMIT);
      case Failure.HEARTBEAT_TIMEOUT -> byHeartbeat || name.equals(error);
      default -> name.equals(error);
    };
  }
}
