package io.slipway.local.account.formation.types;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.formation.KeptResources;
import io.slipway.local.account.formation.ResourceFailure;
import io.slipway.local.account.kernel.Kernel;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code AWS::IAM::Role}. {@code Ref} is its name. */
final class RoleType extends KeptType {

  private static final int MOST_NAME = 64;

  private final Kernel kernel;

  RoleType(Kernel kernel, KeptResources kept) {
    super(
        "AWS::IAM::Role",
        new Schema(
            Set.of(
                "RoleName",
                "Path",
                "Description",
                "AssumeRolePolicyDocument",
                "ManagedPolicyArns",
                "Policies",
                "PermissionsBoundary",
                "MaxSessionDuration",
                "Tags"),
            Set.of("AssumeRolePolicyDocument"),
            Set.of("Arn", "RoleId")),
        Duration.ofSeconds(16),
        kept,
        "RoleName");
    this.kernel = kernel;
  }

  @Override
  public String capability(JsonNode properties) {
    return properties.has("RoleName") ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM";
  }

  @Override
  public Set<String> replacing() {
    return Set.of("RoleName", "Path");
  }

  @Override
  Made describe(Order order) {
    matching(order, "RoleName", "[\\w+=,.@-]{1,64}");
    matching(order, "Path", "/|/[\\x21-\\x7e]{1,510}/");
    if (!order.properties().get("AssumeRolePolicyDocument").path("Statement").isArray()) {
      throw ResourceFailure.property(
          order.logicalId(), "#/AssumeRolePolicyDocument: a policy needs its Statement");
    }
    for (var arn : order.properties().path("ManagedPolicyArns")) {
      if (!arn.asText().matches("arn:aws:iam::(aws|\\d{12}):policy/.+")) {
        throw new ResourceFailure(
            "Resource handler returned message: \"ARN %s is not valid.\"".formatted(arn.asText()));
      }
    }
    var name = order.nameOr("RoleName", MOST_NAME);
    var path = order.properties().path("Path").asText("/");
    return new Made(
        name,
        Map.of(
            "Arn",
            "arn:aws:iam::%s:role%s%s".formatted(kernel.settings().accountId(), path, name),
            "RoleId",
            "AROA" + order.ids().hex(17).toUpperCase(Locale.ROOT)));
  }
}
