package io.slipway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParameterPolicyTest {

  @Test
  void theSameNamesAgreeInAnyOrder() {
    assertThat(ParameterPolicy.of(List.of("A", "B"), List.of("B", "A")).difference()).isEmpty();
    assertThat(ParameterPolicy.of(List.of(), List.of()).difference()).isEmpty();
  }

  @Test
  void bothDirectionsAreNamed() {
    assertThat(ParameterPolicy.of(List.of("A", "B"), List.of("B", "C")).difference())
        .contains("lacks A, and has C, which the specification lacks");
    assertThat(ParameterPolicy.of(List.of("A"), List.of()).difference()).contains("lacks A");
    assertThat(ParameterPolicy.of(List.of(), List.of("C")).difference())
        .contains("has C, which the specification lacks");
  }

  @Test
  void twentyAreNamedAndTheRestCounted() {
    var names = IntStream.range(0, 25).mapToObj(i -> "K%02d".formatted(i)).toList();
    assertThat(ParameterPolicy.of(names, List.of()).difference().orElseThrow())
        .endsWith("K19 and 5 more");
  }
}
