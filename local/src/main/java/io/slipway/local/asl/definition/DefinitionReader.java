package io.slipway.local.asl.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Set;

/**
 * Reads a state machine's definition, and refuses what is not Amazon States Language with JSONata;
 * codes and words follow the service's.
 */
public final class DefinitionReader {

  /** The longest definition that the service takes, in bytes. */
  private static final int LONGEST = 1_048_576;

  private static final long LONGEST_TIMEOUT_SECONDS = 99_999_999;

  private static final ObjectReader STRICT_JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .reader();

  private final Diagnostics diagnostics = new Diagnostics();

  private DefinitionReader() {}

  /** Reads {@code json}; throws {@link InvalidDefinition} with everything that is wrong with it. */
  public static Definition read(String json) {
    return new DefinitionReader().machine(json);
  }

  private Definition machine(String json) {
    var root = parse(json);
    var fields = new Fields(root, "", diagnostics);
    fields.onlyThese(FieldTable.MACHINE::contains);
    language(fields);
    var timeout =
        fields.integer("TimeoutSeconds", 1, LONGEST_TIMEOUT_SECONDS).map(Duration::ofSeconds);
    var flow = new FlowReader(diagnostics, machineIsJsonata(root), isMixed(root)).flow(fields);
    new Scopes(diagnostics).check(root, "", Set.of());
    diagnostics.raise();
    return new Definition(flow, timeout);
  }

  private JsonNode parse(String json) {
    if (json.length() > LONGEST) {
      refuse("INVALID_JSON_DESCRIPTION", "The definition is longer than " + LONGEST + " bytes");
    }
    try {
      var root = STRICT_JSON.readTree(json);
      if (root == null || !root.isObject()) {
        refuse("INVALID_JSON_DESCRIPTION", "The definition is not a JSON object");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw refuse("INVALID_JSON_DESCRIPTION", e.getOriginalMessage());
    }
  }

  private RuntimeException refuse(String code, String message) {
    diagnostics.add(code, "", message);
    diagnostics.raise();
    throw new IllegalStateException("refused above");
  }

  private static boolean machineIsJsonata(JsonNode root) {
    return "JSONata".equals(root.path("QueryLanguage").asText("JSONPath"));
  }

  private static boolean isMixed(JsonNode root) {
    return root.findValuesAsText("QueryLanguage").contains("JSONata");
  }

  static void language(Fields fields) {
    var language = fields.text("QueryLanguage");
    if (language.isPresent() && !language.get().matches("JSONata|JSONPath")) {
      fields
          .diagnostics()
          .schema(
              fields.at("QueryLanguage"),
              "Value should be one of the following: [JSONPath, JSONata]");
    }
  }
}
