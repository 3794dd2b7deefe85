package io.slipway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.ScanPolicy.Severity;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanPolicyTest {

  @ParameterizedTest
  @CsvSource({
    "HIGH, CRITICAL, 1, the scan found 1 critical; at most high is allowed",
    "HIGH, HIGH, 9, ''",
    "HIGH, UNDEFINED, 9, ''",
    "MEDIUM, HIGH, 2, the scan found 2 high; at most medium is allowed",
    "NONE, INFORMATIONAL, 1, the scan found 1 informational; nothing is allowed",
    "CRITICAL, CRITICAL, 7, ''",
    "LOW, MEDIUM, 0, ''"
  })
  void whatIsWorseThanAllowedIsAnObjection(
      Severity highest, String found, int count, String objection) {
    var policy = new ScanPolicy(highest, false);

    assertThat(policy.objection(Map.of(found, count)).orElse("")).isEqualTo(objection);
  }
}
