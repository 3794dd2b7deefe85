package io.slipway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {

  @Test
  void textOfACallerStaysOnOneLineAndShort() {
    assertThat(Quoted.of("a\r\nb\u001b[31m\u202e\0"))
        .isEqualTo("'a\uFFFD\uFFFDb\uFFFD[31m\uFFFD\uFFFD'");
    assertThat(Quoted.of("x".repeat(61))).isEqualTo("'" + "x".repeat(60) + "…'");
  }
}
