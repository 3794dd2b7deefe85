package io.slipway.flow.notice;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Environment;
import io.slipway.store.Operation;
import java.util.ArrayList;
import java.util.List;

/** Whose topics hear of an operation: those of the environments that it was about. */
final class Audience {

  private Audience() {}

  /**
   * The environments that an operation was about; none for a deletion, which takes the topics away.
   *
   * @param all the environments of the application
   */
  static List<Environment> of(Operation operation, List<Environment> all) {
    return switch (operation.kind()) {
      case CREATE_STACK -> all;
      case DEPLOY, ROLLBACK -> named(operation.request().path("environment"));
      case CANARY_SHIFT, SWAP -> List.of(Environment.PROD);
      case DELETE_STACK -> List.of();
    };
  }

  private static List<Environment> named(JsonNode environment) {
    if (environment.isTextual()) {
      return List.of(Environment.of(environment.textValue()));
    }
    var named = new ArrayList<Environment>();
    environment.forEach(name -> named.add(Environment.of(name.textValue())));
    return named;
  }
}
