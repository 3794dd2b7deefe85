package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Environment;
import io.slipway.domain.Rejected;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;

/** The environments that a request names: one as text, or a list of them without duplicates. */
public final class NamedEnvironments {

  private static final String FIELD = "environment";

  private NamedEnvironments() {}

  /**
   * The environments, each once.
   *
   * @throws Rejected 400 where it is something else
   */
  public static List<Environment> of(JsonNode environment) {
    if (environment.isTextual()) {
      return List.of(Environment.of(environment.textValue()));
    }
    if (!environment.isArray() || environment.isEmpty()) {
      throw Rejected.invalid(
          FIELD, "the name of an environment, or a list of names that is not empty, is expected");
    }
    var environments =
        IntStream.range(0, environment.size()).mapToObj(i -> one(environment, i)).toList();
    if (EnumSet.copyOf(environments).size() < environments.size()) {
      throw Rejected.invalid(FIELD, "each environment is allowed once, but got " + environments);
    }
    return environments;
  }

  private static Environment one(JsonNode list, int index) {
    var name = list.get(index);
    if (!name.isTextual()) {
      throw Rejected.invalid(
          FIELD + "[" + index + "]", "the name of an environment is expected, as text");
    }
    if (index >= Environment.values().length) {
      throw Rejected.invalid(FIELD, "each environment is allowed once");
    }
    return Environment.of(name.textValue());
  }
}
