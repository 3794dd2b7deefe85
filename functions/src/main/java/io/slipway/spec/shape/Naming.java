package io.slipway.spec.shape;

import java.util.Locale;
import java.util.regex.Pattern;

/** How a form writes the names of its keys. */
public enum Naming {
  /** {@code healthCheck}. */
  CAMEL,
  /** {@code health_check}. */
  SNAKE;

  private static final Pattern CAPITAL = Pattern.compile("([A-Z])");

  /** The key that {@code name}, in Java's way of writing, is written as. */
  public String key(String name) {
    return this == CAMEL
        ? name
        : CAPITAL.matcher(name).replaceAll(found -> "_" + found.group(1).toLowerCase(Locale.ROOT));
  }
}
