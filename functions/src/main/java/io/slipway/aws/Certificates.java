package io.slipway.aws;

import io.slipway.runtime.Platform;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/** The certificates of listeners. */
public final class Certificates {

  private final ElasticLoadBalancingV2Client loadBalancing;
  private final AcmClient acm;

  public Certificates(Platform platform) {
    this.loadBalancing = platform.loadBalancing();
    this.acm = platform.acm();
  }

  /**
   * A certificate.
   *
   * @param status as AWS Certificate Manager has it: {@code ISSUED}
   * @param names the hosts that it is for, some with {@code *} as their first label
   * @param until when it expires; empty where it was never issued
   */
  public record CertificateSeen(
      String arn, String status, List<String> names, Optional<Instant> until) {

    /** Whether it may be shown to who asks for {@code host} at {@code now}. */
    public boolean covers(String host, Instant now) {
      return status.equals("ISSUED")
          && until.map(now::isBefore).orElse(false)
          && names.stream().anyMatch(name -> matches(name, host));
    }
  }

  /** A wildcard stands for one label (RFC 6125). */
  static boolean matches(String name, String host) {
    var wanted = host.toLowerCase(Locale.ROOT);
    var given = name.toLowerCase(Locale.ROOT);
    int dot = wanted.indexOf('.');
    return given.equals(wanted)
        || (given.startsWith("*.") && dot > 0 && given.substring(1).equals(wanted.substring(dot)));
  }

  /** The ARNs of a listener's certificates; empty where it speaks plain HTTP. */
  public Optional<List<String>> of(String listener) {
    return AwsErrors.calling(
        "read the certificates of " + listener,
        () ->
            loadBalancing
                .describeListeners(request -> request.listenerArns(listener))
                .listeners()
                .stream()
                .filter(found -> found.protocol() == ProtocolEnum.HTTPS)
                .findFirst()
                .map(
                    found ->
                        loadBalancing
                            .describeListenerCertificatesPaginator(
                                request -> request.listenerArn(listener))
                            .certificates()
                            .stream()
                            .map(Certificate::certificateArn)
                            .distinct()
                            .toList()));
  }

  /** What a certificate is. */
  public CertificateSeen read(String arn) {
    return AwsErrors.calling(
        "read the certificate " + arn,
        () -> seen(acm.describeCertificate(request -> request.certificateArn(arn)).certificate()));
  }

  /**
   * The certificate that is issued for a host, by exactly this name or by a wildcard, among its
   * first hundred names; of several the one that lasts longest.
   *
   * @param host may have a wildcard itself, and then means exactly that name
   */
  public Optional<String> issuedFor(String host) {
    return AwsErrors.calling(
        "look for a certificate for " + host,
        () ->
            acm
                .listCertificatesPaginator(
                    request ->
                        request
                            .certificateStatuses(CertificateStatus.ISSUED)
                            // left out, only those with RSA keys of 1024 and 2048 bits are listed
                            .includes(filters -> filters.keyTypes(KeyAlgorithm.knownValues())))
                .certificateSummaryList()
                .stream()
                .filter(found -> names(found).anyMatch(name -> matches(name, host)))
                .max(
                    Comparator.comparing(
                            CertificateSummary::notAfter,
                            Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(CertificateSummary::certificateArn))
                .map(CertificateSummary::certificateArn));
  }

  private static Stream<String> names(CertificateSummary found) {
    return Stream.concat(
        Stream.ofNullable(found.domainName()), found.subjectAlternativeNameSummaries().stream());
  }

  private static CertificateSeen seen(CertificateDetail detail) {
    return new CertificateSeen(
        detail.certificateArn(),
        detail.statusAsString(),
        detail.subjectAlternativeNames(),
        Optional.ofNullable(detail.notAfter()));
  }
}
