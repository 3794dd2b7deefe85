package io.slipway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewCheckTest {

  @ParameterizedTest
  @ValueSource(strings = {"/", "/health", "/a/b?x=1&y=%20", "/~x", "/@me:1/;v=1"})
  void aPathIsTaken(String text) {
    assertThat(PreviewCheck.isPath(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "health",
        "//evil.example",
        "http://evil.example/",
        "/a b",
        "/a\r\nHost: x",
        "/%2",
        "/a#b",
        "/a\\b",
        "/ä",
        "/\u0000",
        "@evil.example/",
        "?x",
        "/{x}",
        "/a\n"
      })
  void nothingElseIsAPath(String text) {
    assertThat(PreviewCheck.isPath(text)).isFalse();
  }
}
