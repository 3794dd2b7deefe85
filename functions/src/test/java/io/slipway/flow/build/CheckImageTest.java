package io.slipway.flow.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.aws.Images.ScanProgress;
import io.slipway.domain.ScanPolicy;
import io.slipway.domain.ScanPolicy.Severity;
import io.slipway.flow.build.CheckImage.Verdict;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckImageTest {

  @ParameterizedTest
  @CsvSource({
    "COMPLETE,   HIGH,     false, false, USABLE,   scanned: 2 HIGH",
    "COMPLETE,   CRITICAL, false, false, REFUSED,  the scan found 2 critical; at most high is allowed",
    "RUNNING,    HIGH,     false, false, SCANNING, ECR scans the image",
    "RUNNING,    HIGH,     true,  false, REFUSED,  the scan was not done after 15 minutes",
    "RUNNING,    HIGH,     true,  true,  USABLE,   the build settings allow that",
    "IMPOSSIBLE, HIGH,     false, false, REFUSED,  'ECR could not scan the image: FAILED, no idea'",
    "IMPOSSIBLE, HIGH,     false, true,  USABLE,   the build settings allow that"
  })
  void aScanIsJudgedByItsPolicy(
      ScanProgress.State state,
      String severity,
      boolean late,
      boolean unscanned,
      Verdict verdict,
      String message) {
    var scan = new ScanProgress(state, Map.of(severity, 2, "LOW", 0), "FAILED", "no idea");

    var judged = CheckImage.judge(new ScanPolicy(Severity.HIGH, unscanned), scan, late);

    assertThat(judged.verdict()).isEqualTo(verdict);
    assertThat(judged.message()).contains(message);
  }
}
