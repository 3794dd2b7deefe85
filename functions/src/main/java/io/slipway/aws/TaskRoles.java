package io.slipway.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** Roles of tasks: who may take them. */
public final class TaskRoles {

  private static final String TASKS = "ecs-tasks.amazonaws.com";
  private static final String ASSUME = "sts:AssumeRole";

  private final IamClient iam;

  public TaskRoles(Platform platform) {
    this.iam = platform.iam();
  }

  /**
   * Whether ECS may take a role for tasks; empty where there is no such role.
   *
   * @param arn of the role
   * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html">GetRole:
   *     the trust policy comes URL-encoded (RFC 3986)</a>
   */
  public Optional<Boolean> areForTasks(String arn) {
    var name = arn.substring(arn.lastIndexOf('/') + 1);
    return AwsErrors.calling(
        "read the role " + arn,
        () -> {
          try {
            var role = iam.getRole(request -> request.roleName(name)).role();
            return Optional.of(trusts(document(role.assumeRolePolicyDocument())));
          } catch (NoSuchEntityException e) {
            return Optional.empty();
          }
        });
  }

  /** A plus sign is one here, and no space. */
  private static JsonNode document(String encoded) {
    return Json.readOwn(
        URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8), JsonNode.class);
  }

  /** Conditions are not judged: they may name the account or the cluster, which ECS fulfils. */
  static boolean trusts(JsonNode policy) {
    boolean allowed = false;
    for (var statement : each(policy.path("Statement"))) {
      boolean concerns =
          each(statement.path("Principal").path("Service")).stream()
                  .anyMatch(service -> service.asText().equals(TASKS))
              && each(statement.path("Action")).stream()
                  .map(JsonNode::asText)
                  .anyMatch(
                      action ->
                          action.equalsIgnoreCase(ASSUME)
                              || action.equalsIgnoreCase("sts:*")
                              || action.equals("*"));
      if (concerns && statement.path("Effect").asText().equals("Deny")) {
        return false;
      }
      allowed |= concerns && statement.path("Effect").asText().equals("Allow");
    }
    return allowed;
  }

  /** One or several, as policies have it. */
  private static List<JsonNode> each(JsonNode node) {
    if (!node.isArray()) {
      return node.isMissingNode() ? List.of() : List.of(node);
    }
    var all = new ArrayList<JsonNode>();
    node.forEach(all::add);
    return all;
  }
}
