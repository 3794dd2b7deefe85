package io.slipway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.aws.Certificates.CertificateSeen;
import io.slipway.aws.FargateLimits.Room;
import io.slipway.aws.Images.Scan;
import io.slipway.aws.ServicePorts.Door;
import io.slipway.domain.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is well and what is not. */
final class VerificationRulesTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "shop.example.com, shop.example.com, ISSUED, 1, true",
    "*.example.com, shop.example.com, ISSUED, 1, true",
    "*.Example.com, SHOP.example.com, ISSUED, 1, true",
    "*.example.com, a.shop.example.com, ISSUED, 1, false",
    "*.example.com, example.com, ISSUED, 1, false",
    "shop.example.com, shop.example.com, PENDING_VALIDATION, 1, false",
    "shop.example.com, shop.example.com, ISSUED, -1, false"
  })
  void aCertificateCoversItsHosts(
      String name, String host, String status, int days, boolean covers) {
    var certificate =
        new CertificateSeen(
            "arn", status, List.of(name), Optional.of(NOW.plus(Duration.ofDays(days))));
    assertThat(VerificationRules.certificates(host, List.of(certificate), NOW).ok())
        .isEqualTo(covers);
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLETE, LOW, 7, true",
    "COMPLETE, CRITICAL, 1, false",
    "FAILED, LOW, 0, false",
    "IN_PROGRESS, LOW, 0, true"
  })
  void aScanForbidsWhatIsCritical(String status, String severity, int count, boolean allowed) {
    var scan = new Scan(Optional.of(status), Map.of(severity, count));
    assertThat(VerificationRules.scan("1.0.0", scan).ok()).isEqualTo(allowed);
  }

  @Test
  void whatWasNeverScannedIsSaid() {
    assertThat(VerificationRules.scan("1.0.0", new Scan(Optional.empty(), Map.of())))
        .isEqualTo(Finding.ok("image", "1.0.0 is there; it was never scanned"));
  }

  @Test
  void aTargetGroupHasToLeadToAPort() {
    var found =
        VerificationRules.doors(
            List.of(new Door("group", "app", 80, true), new Door("other", "app", 81, false)));
    assertThat(found.ok()).isFalse();
    assertThat(found.parts()).extracting(Finding::ok).containsExactly(true, false);
    assertThat(VerificationRules.doors(List.of()).ok()).isTrue();
  }

  @Test
  void secretsThatAreNotThereAreNamed() {
    var found =
        VerificationRules.secrets(
            List.of(
                "arn:aws:ssm:eu-central-1:123456789012:parameter/dev/Cats/1/KEY",
                "gone",
                "arn:aws:secretsmanager:eu-central-1:123456789012:secret:x"),
            names -> Set.of("/dev/Cats/1/KEY"),
            arn -> Optional.empty());
    assertThat(found.parts())
        .extracting(Finding::subject, Finding::ok)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("/dev/Cats/1/KEY", true),
            org.assertj.core.groups.Tuple.tuple("gone", false),
            org.assertj.core.groups.Tuple.tuple(
                "arn:aws:secretsmanager:eu-central-1:123456789012:secret:x", true));
  }

  @ParameterizedTest
  @CsvSource({"98, 100, true", "99, 100, false", "100, 100, false"})
  void thereIsRoomForTwoRules(int used, int most, boolean enough) {
    assertThat(VerificationRules.rules(used, most).ok()).isEqualTo(enough);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 4, 2, true",
    "2.25, 4, 2, false",
    "3, 4, , true",
    "5, 4, , false",
    "0, 4, 4, true"
  })
  void aRolloutNeedsItsProcessorsBesidesThoseInUse(
      double needed, double most, Double used, boolean enough) {
    var room = new Room(most, Optional.ofNullable(used));
    assertThat(VerificationRules.fargate(false, needed, room).ok()).isEqualTo(enough);
  }

  @Test
  void whatARoleMayNotReadIsNamed() {
    assertThat(VerificationRules.rights("role", List.of()).ok()).isTrue();
    assertThat(VerificationRules.rights("role", List.of("a", "b")))
        .isEqualTo(Finding.wrong("rights", "role may not read a, b"));
  }
}
