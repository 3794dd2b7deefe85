package io.slipway.aws;

import io.slipway.runtime.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * What roles may do, as IAM itself says: by the policies of a role, its permissions boundary and
 * what the organization allows. Policies of secrets and of keys are not looked at.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html">
 *     SimulatePrincipalPolicy</a>
 */
public final class RoleRights {

  private static final String TAG = "aws:PrincipalTag/";

  private final IamClient iam;

  public RoleRights(Platform platform) {
    this.iam = platform.iam();
  }

  /**
   * Those of {@code resources} that a role may not do {@code action} with.
   *
   * @param role its ARN
   * @param resources their ARNs
   */
  public List<String> forbidden(String role, String action, List<String> resources) {
    var name = role.substring(role.lastIndexOf('/') + 1);
    return AwsErrors.calling(
        "simulate the policies of the role " + role,
        () -> {
          var tags = iam.getRole(request -> request.roleName(name)).role().tags();
          var results =
              iam.simulatePrincipalPolicyPaginator(
                      request ->
                          request
                              .policySourceArn(role)
                              .actionNames(action)
                              .resourceArns(resources)
                              .contextEntries(tags.stream().map(RoleRights::context).toList()))
                  .evaluationResults();
          var forbidden = new ArrayList<>(resources);
          results.stream().flatMap(RoleRights::allowed).forEach(forbidden::remove);
          return List.copyOf(forbidden);
        });
  }

  /** The simulation does not know the tags of a role by itself. */
  private static ContextEntry context(Tag tag) {
    return ContextEntry.builder()
        .contextKeyName(TAG + tag.key())
        .contextKeyType(ContextKeyTypeEnum.STRING)
        .contextKeyValues(tag.value())
        .build();
  }

  /** Of several resources, each has a result of its own. */
  private static Stream<String> allowed(EvaluationResult result) {
    return result.resourceSpecificResults().isEmpty()
        ? Stream.of(result)
            .filter(one -> one.evalDecision() == PolicyEvaluationDecisionType.ALLOWED)
            .map(EvaluationResult::evalResourceName)
        : result.resourceSpecificResults().stream()
            .filter(one -> one.evalResourceDecision() == PolicyEvaluationDecisionType.ALLOWED)
            .map(one -> one.evalResourceName());
  }
}
