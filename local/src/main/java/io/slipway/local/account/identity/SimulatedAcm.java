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
import software.amazon.awssdk.services.acm.model.DescribeCertificateRequest;
import software.amazon.awssdk.services.acm.model.DescribeCertificateResponse;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;

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
