package io.slipway.local.account.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.kernel.AwsErrors;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.kernel.StateJson;
import io.slipway.local.data.Durable;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.DescribeCertificateRequest;
import software.amazon.awssdk.services.acm.model.DescribeCertificateResponse;
import software.amazon.awssdk.services.acm.model.ListCertificatesRequest;
import software.amazon.awssdk.services.acm.model.ListCertificatesResponse;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;
import software.amazon.awssdk.services.acm.paginators.ListCertificatesIterable;

/** AWS Certificate Manager: certificates as they were put here; none is issued or expires. */
public final class SimulatedAcm implements AcmClient, Durable {

  /** All that Certificate Manager knows, as plain data. */
  private static final class State {
    private final NavigableMap<String, CertificateDetail> certificates = new TreeMap<>();
  }

  private final Kernel kernel;
  private State state = new State();

  public SimulatedAcm(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Puts a certificate there, as somebody does in the console. */
  public void put(CertificateDetail certificate) {
    kernel.run(
        () -> {
          state.certificates.put(certificate.certificateArn(), certificate);
          kernel.changed(this);
        });
  }

  @Override
  public DescribeCertificateResponse describeCertificate(DescribeCertificateRequest request) {
    return kernel.call(
        () -> {
          var found = state.certificates.get(request.certificateArn());
          if (found == null) {
            throw AwsErrors.badRequest(
                ResourceNotFoundException.builder(),
                "Acm",
                "ResourceNotFoundException",
                "Could not find certificate %s.".formatted(request.certificateArn()));
          }
          return DescribeCertificateResponse.builder().certificate(found).build();
        });
  }

  /** Lists certificates of these states, all on one page (API reference, ListCertificates). */
  @Override
  public ListCertificatesResponse listCertificates(ListCertificatesRequest request) {
    return kernel.call(
        () ->
            ListCertificatesResponse.builder()
                .certificateSummaryList(
                    state.certificates.values().stream()
                        .filter(
                            found ->
                                request.certificateStatuses().isEmpty()
                                    || request.certificateStatuses().contains(found.status()))
                        .map(SimulatedAcm::summary)
                        .toList())
                .build());
  }

  private static CertificateSummary summary(CertificateDetail found) {
    return CertificateSummary.builder()
        .certificateArn(found.certificateArn())
        .domainName(found.domainName())
        .subjectAlternativeNameSummaries(found.subjectAlternativeNames())
        .hasAdditionalSubjectAlternativeNames(false)
        .status(found.statusAsString())
        .notAfter(found.notAfter())
        .build();
  }

  @Override
  public ListCertificatesIterable listCertificatesPaginator(ListCertificatesRequest request) {
    return new ListCertificatesIterable(this, request);
  }

  @Override
  public String name() {
    return "certificates";
  }

  @Override
  public JsonNode save() {
    return kernel.call(() -> StateJson.write(state));
  }

  @Override
  public void restore(JsonNode saved) {
    kernel.run(() -> state = StateJson.read(saved, State.class));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
