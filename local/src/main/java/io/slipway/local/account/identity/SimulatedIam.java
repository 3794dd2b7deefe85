package io.slipway.local.account.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.formation.KeptResource;
import io.slipway.local.account.formation.KeptResources;
import io.slipway.local.account.kernel.AwsErrors;
import io.slipway.local.account.kernel.Kernel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.paginators.SimulatePrincipalPolicyIterable;

/** The roles that stacks have made: what they are, who may take them, what they may do. */
public final class SimulatedIam implements IamClient {

  private static final String ROLE = "AWS::IAM::Role";

  private final Kernel kernel;
  private final KeptResources kept;

  public SimulatedIam(Kernel kernel, KeptResources kept) {
    this.kernel = kernel;
    this.kept = kept;
  }

  /** Takes a role's inline policies away, as somebody does in the console. */
  public void forgetPolicies(String role) {
    kernel.run(
        () -> {
          var found =
              kept.list(ROLE).stream()
                  .filter(one -> one.physicalId().equals(role))
                  .findFirst()
                  .orElseThrow(() -> noSuch(role));
          var properties = found.properties().deepCopy();
          properties.remove("Policies");
          kept.replace(new KeptResource(ROLE, role, properties));
        });
  }

  @Override
  public GetRoleResponse getRole(GetRoleRequest request) {
    return kernel.call(
        () ->
            kept.list(ROLE).stream()
                .filter(role -> role.physicalId().equals(request.roleName()))
                .findFirst()
                .map(role -> GetRoleResponse.builder().role(shown(role)).build())
                .orElseThrow(() -> noSuch(request.roleName())));
  }

  private static RuntimeException noSuch(String role) {
    return AwsErrors.of(
        NoSuchEntityException.builder(),
        404,
        "Iam",
        "NoSuchEntity",
        "The role with name %s cannot be found.".formatted(role));
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
        .tags(tags(role))
        .build();
  }

  private static List<Tag> tags(KeptResource role) {
    var tags = new ArrayList<Tag>();
    role.properties()
        .path("Tags")
        .forEach(
            tag ->
                tags.add(
                    Tag.builder()
                        .key(tag.path("Key").asText())
                        .value(tag.path("Value").asText())
                        .build()));
    return tags;
  }

  /**
   * Evaluates the inline policies of a role, without conditions, and the one managed policy that is
   * not AWS's: it lets roles read the parameters under the environment and the application of their
   * tags (template.yaml, ReadParameters). Boundaries of applications forbid nothing of this.
   */
  @Override
  public SimulatePrincipalPolicyResponse simulatePrincipalPolicy(
      SimulatePrincipalPolicyRequest request) {
    return kernel.call(
        () -> {
          var name =
              request.policySourceArn().substring(request.policySourceArn().lastIndexOf('/') + 1);
          var role =
              kept.list(ROLE).stream()
                  .filter(one -> one.physicalId().equals(name))
                  .findFirst()
                  .orElseThrow(() -> noSuch(name));
          var policies = new RolePolicies(role, request.contextEntries());
          return SimulatePrincipalPolicyResponse.builder()
              .isTruncated(false)
              .evaluationResults(
                  request.actionNames().stream()
                      .map(action -> result(policies, action, request.resourceArns()))
                      .toList())
              .build();
        });
  }

  @Override
  public SimulatePrincipalPolicyIterable simulatePrincipalPolicyPaginator(
      SimulatePrincipalPolicyRequest request) {
    return new SimulatePrincipalPolicyIterable(this, request);
  }

  private static EvaluationResult result(
      RolePolicies policies, String action, List<String> resources) {
    boolean all = resources.stream().allMatch(resource -> policies.allow(action, resource));
    return EvaluationResult.builder()
        .evalActionName(action)
        .evalResourceName(resources.size() == 1 ? resources.getFirst() : "*")
        .evalDecision(decision(all))
        .resourceSpecificResults(
            resources.stream()
                .map(
                    resource ->
                        ResourceSpecificResult.builder()
                            .evalResourceName(resource)
                            .evalResourceDecision(decision(policies.allow(action, resource)))
                            .build())
                .toList())
        .build();
  }

  private static PolicyEvaluationDecisionType decision(boolean allowed) {
    return allowed
        ? PolicyEvaluationDecisionType.ALLOWED
        : PolicyEvaluationDecisionType.IMPLICIT_DENY;
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
