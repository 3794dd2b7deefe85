package io.slipway.flow.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TemplateSetTest {

  @Test
  void theArtefactHoldsTheTemplatesOfAnApplication() {
    var files = TemplateSet.bundled().files();
    assertThat(files).containsOnlyKeys("environment.yaml", "images.yaml", "production.yaml");
    assertThat(files.values()).allMatch(text -> text.startsWith("AWSTemplateFormatVersion"));
  }

  @Test
  void thePlaceIsNamedAfterTheContent() {
    var before = set(Map.of("a.yaml", "one", "b.yaml", "two"));
    assertThat(before.prefix())
        .matches("templates/[0-9a-f]{16}")
        .isEqualTo(set(Map.of("b.yaml", "two", "a.yaml", "one")).prefix())
        .isNotEqualTo(set(Map.of("a.yaml", "one", "b.yaml", "three")).prefix())
        .isNotEqualTo(set(Map.of("a.yaml", "oneb.yaml", "b.yaml", "two")).prefix())
        .isNotEqualTo(set(Map.of("a.yaml", "one", "c.yaml", "two")).prefix());
  }

  private static TemplateSet set(Map<String, String> files) {
    return new TemplateSet(new TreeMap<>(files));
  }
}
