package io.slipway.local.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.template.yaml.TemplateYaml;
import io.slipway.runtime.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files of the project that an installation is made from, as they stand in the repository. */
final class Shipped {

  /** Tests of this module run at the root of the project; its pom says so. */
  private static final Path ROOT = Path.of("");

  private static final JsonNode TEMPLATE = yaml("template.yaml");

  private Shipped() {}

  static String text(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  static JsonNode yaml(String file) {
    return TemplateYaml.read(text(file));
  }

  static JsonNode json(String file) {
    try {
      return Json.mapper().readTree(text(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** The files under {@code folder}, with it, in the order of their names. */
  static List<String> files(String folder) {
    try (var walk = Files.walk(ROOT.resolve(folder))) {
      return walk.filter(Files::isRegularFile)
          .map(file -> file.toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  /** template.yaml; nobody changes it. */
  static JsonNode template() {
    return TEMPLATE;
  }

  /** Logical id to resource, of every resource of {@code type} in template.yaml. */
  static Map<String, JsonNode> resources(String type) {
    var found = new TreeMap<String, JsonNode>();
    template()
        .path("Resources")
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().path("Type").asText().equals(type)) {
                found.put(entry.getKey(), entry.getValue().path("Properties"));
              }
            });
    return found;
  }

  /** The elements of a list, or the one thing that stands for a list. */
  static Stream<JsonNode> each(JsonNode oneOrMany) {
    if (oneOrMany.isMissingNode()) {
      return Stream.empty();
    }
    return oneOrMany.isArray()
        ? StreamSupport.stream(oneOrMany.spliterator(), false)
        : Stream.of(oneOrMany);
  }
}
