package io.slipway.local.install;

import java.util.Map;

/**
 * A resource of template.yaml that exists.
 *
 * @param ref what {@code Ref} gives
 * @param attributes what {@code Fn::GetAtt} gives
 */
record Made(String ref, Map<String, String> attributes) {

  Made {
    attributes = Map.copyOf(attributes);
  }
}
