package io.slipway.spec.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.runtime.Json;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes a document as YAML that {@link SpecificationReader} reads as the same document. */
public final class YamlText {

  private static final int WIDTH = 120;

  private YamlText() {}

  /** An object as YAML, a key a line. */
  public static String of(JsonNode document) {
    var settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setDereferenceAliases(true)
            .setWidth(WIDTH)
            .build();
    return new Dump(settings).dumpToString(Json.mapper().convertValue(document, Map.class));
  }
}
