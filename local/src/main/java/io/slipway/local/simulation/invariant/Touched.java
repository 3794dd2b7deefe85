package io.slipway.local.simulation.invariant;

import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;

/** What a call changes. */
final class Touched {

  private Touched() {}

  /** The name of what is changed, without account, cluster and revision; empty for the unnamed. */
  static Optional<String> name(View view, Effect effect) {
    return Optional.ofNullable(
        switch (effect.request()) {
          case UpdateServiceRequest update -> last(update.service(), "/");
          case RegisterTaskDefinitionRequest register -> register.family();
          case DeregisterTaskDefinitionRequest gone -> family(gone.taskDefinition());
          case DeleteTaskDefinitionsRequest gone -> family(gone.taskDefinitions().getFirst());
          case CreateStackRequest create -> stack(create.stackName());
          case DeleteStackRequest delete -> stack(delete.stackName());
          case CreateChangeSetRequest create -> stack(create.stackName());
          case ExecuteChangeSetRequest execute -> stack(execute.stackName());
          case DeleteChangeSetRequest delete -> stack(delete.stackName());
          case ContinueUpdateRollbackRequest goOn -> stack(goOn.stackName());
          case RegisterScalableTargetRequest scale -> last(scale.resourceId(), "/");
          case BatchDeleteImageRequest images -> images.repositoryName();
          case CreateRuleRequest rule ->
              Forwards.weights(rule.actions()).keySet().stream()
                  .findFirst()
                  .map(Forwards::name)
                  .orElse(null);
          case ModifyRuleRequest rule ->
              Forwards.rule(view, rule.ruleArn())
                  .flatMap(found -> Forwards.weights(found.actions()).keySet().stream().findFirst())
                  .map(Forwards::name)
                  .orElse(null);
          default -> null;
        });
  }

  /** Whether something of this name belongs to an application. */
  static boolean isOf(String application, String name) {
    var app = application.toLowerCase(Locale.ROOT);
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.equals(app) || lower.startsWith(app + "-");
  }

  private static String family(String arn) {
    var name = last(arn, "/");
    int revision = name.lastIndexOf(':');
    return revision < 0 ? name : name.substring(0, revision);
  }

  /** {@code slipway-NAME-images} or an ARN of it, without {@code slipway-}. */
  private static String stack(String nameOrId) {
    var parts = nameOrId.split("/", -1);
    var name = parts.length > 1 ? parts[1] : nameOrId;
    return name.startsWith("slipway-") ? name.substring("slipway-".length()) : name;
  }

  private static String last(String text, String separator) {
    return text.substring(text.lastIndexOf(separator) + 1);
  }
}
