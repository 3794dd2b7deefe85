package io.slipway.local.access;

import java.util.Map;

/**
 * What a policy must allow for a call to be made.
 *
 * @param action as in a policy, for example {@code ecs:UpdateService}
 * @param resource an ARN; {@code *} where the action knows no resources
 * @param context the values that conditions ask for, by condition key
 */
record Demand(String action, String resource, Map<String, String> context) {

  static final String ANY = "*";

  Demand {
    context = Map.copyOf(context);
  }

  static Demand of(String action, String resource) {
    return new Demand(action, resource, Map.of());
  }
}
