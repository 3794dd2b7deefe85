package io.slipway.spec.rules;

import io.slipway.spec.Specification;
import io.slipway.spec.shape.Paths;
import io.slipway.spec.shape.Said;

/**
 * A parameter is named once, and by no other variable of the containers that get it: ECS refuses a
 * container that has a variable twice.
 */
final class ParameterRules {

  private static final String KEYS = "parameters.keys";

  private ParameterRules() {}

  static void check(Specification specification, Said problems) {
    var keys = specification.parameters().keys();
    var named = new Once(problems);
    for (int i = 0; i < keys.size(); i++) {
      var key = keys.get(i);
      var path = Paths.item(KEYS, i);
      named.add(key, path);
      specification
          .services()
          .forEach(
              (name, service) -> {
                var first = service.task().containers().getFirst();
                boolean taken =
                    first.environment().containsKey(key) || first.secrets().containsKey(key);
                if (taken) {
                  problems.add(
                      path,
                      "container '"
                          + first.name()
                          + "' of service '"
                          + name
                          + "' has this variable already, in environment or secrets");
                }
              });
    }
  }
}
