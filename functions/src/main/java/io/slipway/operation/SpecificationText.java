package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Environment;
import io.slipway.domain.ImageTag;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Json;
import io.slipway.runtime.Settings;
import io.slipway.spec.Specification;
import io.slipway.spec.Surroundings;
import io.slipway.spec.reading.SpecificationReader;
import io.slipway.spec.reading.SpecificationReader.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

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
        settings.get("ACCOUNT_ID"),
        settings.get("REGION"),
        Environment.PROD.toString(),
        settings.find("NOTIFICATION_TOPICS"));
  }

  /**
   * The specification.
   *
   * @param given an object in any form, or text: YAML or JSON in any form
   * @throws Rejected 400 with everything that is wrong with it, by paths from the request's top
   */
  public static Specification read(JsonNode given, Surroundings surroundings) {
    return reading(given, Optional.empty(), surroundings).specification();
  }

  /**
   * The specification, and what a deployment file says besides.
   *
   * @param version that is released, in place of the one in a deployment file
   * @throws Rejected as {@link #read} does
   */
  static Reading reading(JsonNode given, Optional<ImageTag> version, Surroundings surroundings) {
    if (!given.isObject() && !given.isTextual()) {
      throw Rejected.invalid(
          FIELD, "an object, or the text of a file, is expected, but got " + Json.kind(given));
    }
    try {
      var document =
          given.isTextual()
              ? SpecificationReader.document(given.textValue().getBytes(StandardCharsets.UTF_8))
              : given;
      return SpecificationReader.read(versioned(document, version), surroundings);
    } catch (Rejected e) {
      throw alreadyThere(e) ? e : e.under(FIELD);
    }
  }

  private static JsonNode versioned(JsonNode document, Optional<ImageTag> version) {
    var copy = document.deepCopy();
    if (version.isPresent() && copy.path("service") instanceof ObjectNode service) {
      service.put("version", version.get().value());
    }
    return copy;
  }

  /** Some of what is said about a whole document names it already. */
  private static boolean alreadyThere(Rejected e) {
    return e.getMessage().startsWith(FIELD + ".") || e.getMessage().startsWith(FIELD + ":");
  }
}
