package io.slipway.spec.shape;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names with their values, in the order in which they were written. */
public record KeyValues(Map<String, String> values) {

  public KeyValues {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
