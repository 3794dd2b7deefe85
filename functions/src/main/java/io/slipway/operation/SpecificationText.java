package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Environment;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Json;
import io.slipway.runtime.Settings;
import io.slipway.spec.Specification;
import io.slipway.spec.Surroundings;
import io.slipway.spec.reading.SpecificationReader;
import java.nio.charset.StandardCharsets;

/** Reads the specification that a request holds, as an object or as the text of a file. */
public final class SpecificationText {

  private static final String FIELD = "specification";

  private SpecificationText() {}

  /**
   * What deployment files are read with: this installation, and production, whose two sides are
   * what they describe.
   */
  public static Surroundings surroundings(Settings settings) {
    return new Surroundings(
        settings.get("ACCOUNT_ID"), settings.get("REGION"), Environment.PROD.toString());
  }

  /**
   * The specification.
   *
   * @param given an object in any form, or text: YAML or JSON in any form
   * @throws Rejected 400 with everything that is wrong with it, by paths from the request's top
   */
  public static Specification read(JsonNode given, Surroundings surroundings) {
    if (!given.isObject() && !given.isTextual()) {
      throw Rejected.invalid(
          FIELD, "an object, or the text of a file, is expected, but got " + Json.kind(given));
    }
    try {
      var reading =
          given.isTextual()
              ? SpecificationReader.read(
                  given.textValue().getBytes(StandardCharsets.UTF_8), surroundings)
              : SpecificationReader.read(given, surroundings);
      return reading.specification();
    } catch (Rejected e) {
      throw alreadyThere(e) ? e : e.under(FIELD);
    }
  }

  /** Some of what is said about a whole document names it already. */
  private static boolean alreadyThere(Rejected e) {
    return e.getMessage().startsWith(FIELD + ".") || e.getMessage().startsWith(FIELD + ":");
  }
}
