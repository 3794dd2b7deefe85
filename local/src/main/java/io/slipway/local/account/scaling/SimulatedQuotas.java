package io.slipway.local.account.scaling;

import io.slipway.local.account.kernel.AwsErrors;
import io.slipway.local.account.kernel.Kernel;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.GetAwsDefaultServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.GetAwsDefaultServiceQuotaResponse;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaResponse;
import software.amazon.awssdk.services.servicequotas.model.MetricInfo;
import software.amazon.awssdk.services.servicequotas.model.NoSuchResourceException;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;

/**
 * Service Quotas, of Fargate's processors alone. Nobody has asked for others than those of
 * everybody, until {@link #allow} does.
 */
public final class SimulatedQuotas implements ServiceQuotasClient {

  /** What somebody has who asks for more than a new account gets. */
  private static final double USUAL = 4000;

  private static final Map<String, String> RESOURCES =
      Map.of("L-3032A538", "OnDemand", "L-36FBB829", "Spot");

  private final Kernel kernel;
  private final Map<String, Double> asked = new TreeMap<>();

  public SimulatedQuotas(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Gives the account another quota of processors. */
  public void allow(String code, double processors) {
    kernel.run(() -> asked.put(code, processors));
  }

  @Override
  public GetServiceQuotaResponse getServiceQuota(GetServiceQuotaRequest request) {
    return kernel.call(
        () -> {
          if (!asked.containsKey(request.quotaCode())) {
            throw unknown();
          }
          return GetServiceQuotaResponse.builder()
              .quota(quota(request.quotaCode(), asked.get(request.quotaCode())))
              .build();
        });
  }

  @Override
  public GetAwsDefaultServiceQuotaResponse getAWSDefaultServiceQuota(
      GetAwsDefaultServiceQuotaRequest request) {
    return kernel.call(
        () ->
            GetAwsDefaultServiceQuotaResponse.builder()
                .quota(quota(request.quotaCode(), USUAL))
                .build());
  }

  private static ServiceQuota quota(String code, double processors) {
    if (!RESOURCES.containsKey(code)) {
      throw unknown();
    }
    return ServiceQuota.builder()
        .serviceCode("fargate")
        .quotaCode(code)
        .value(processors)
        .usageMetric(
            MetricInfo.builder()
                .metricNamespace("AWS/Usage")
                .metricName("ResourceCount")
                .metricStatisticRecommendation("Maximum")
                .metricDimensions(
                    Map.of(
                        "Service", "Fargate",
                        "Type", "Resource",
                        "Class", "Standard/" + RESOURCES.get(code),
                        "Resource", "vCPU"))
                .build())
        .build();
  }

  private static RuntimeException unknown() {
    return AwsErrors.badRequest(
        NoSuchResourceException.builder(),
        "ServiceQuotas",
        "NoSuchResourceException",
        "The request failed because the specified service or quota does not exist.");
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
