package io.slipway.local.account.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.formation.KeptResource;
import io.slipway.local.account.formation.KeptResources;
import io.slipway.local.account.kernel.AwsErrors;
import io.slipway.local.account.kernel.Kernel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

/** The roles that stacks have made: what they are, and who may take them. */
public final class SimulatedIam implements IamClient {

  private static final String ROLE = "AWS::IAM::Role";

  private final Kernel kernel;
  private final KeptResources kept;

  public SimulatedIam(Kernel kernel, KeptResources kept) {
    this.kernel = kernel;
    this.kept = kept;
  }

  @Override
  public GetRoleResponse getRole(GetRoleRequest request) {
    return kernel.call(
        () ->
            kept.list(ROLE).stream()
                .filter(role -> role.physicalId().equals(request.roleName()))
                .findFirst()
                .map(role -> GetRoleResponse.builder().role(shown(role)).build())
                .orElseThrow(
                    () ->
                        AwsErrors.of(
                            NoSuchEntityException.builder(),
                            404,
                            "Iam",
                            "NoSuchEntity",
                            "The role with name %s cannot be found."
                                .formatted(request.roleName()))));
  }

  private Role shown(KeptResource role) {
    var path = role.properties().path("Path").asText("/");
    return Role.builder()
        .roleName(role.physicalId())
        .path(path)
        .arn(
            "arn:aws:iam::%s:role%s%s"
                .formatted(kernel.settings().accountId(), path, role.physicalId()))
        .assumeRolePolicyDocument(encoded(role.properties().get("AssumeRolePolicyDocument")))
        .build();
  }

  /** As IAM does, by RFC 3986: a space is no plus sign. */
  private static String encoded(JsonNode document) {
    return URLEncoder.encode(document.toString(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
