package io.slipway.local.account.balancing;

import io.slipway.local.account.kernel.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateListenerException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateLoadBalancerNameException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateTargetGroupNameException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.OperationNotPermittedException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.PriorityInUseException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ResourceInUseException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TooManyRulesException;

/** Elastic Load Balancing's errors: codes of the API reference, texts as tools' reports quote. */
final class BalancingErrors {

  private BalancingErrors() {}

  static AwsServiceException noBalancer(String name) {
    return error(
        LoadBalancerNotFoundException.builder(),
        "LoadBalancerNotFound",
        "Load balancers '[" + name + "]' not found");
  }

  static AwsServiceException noListener() {
    return error(
        ListenerNotFoundException.builder(), "ListenerNotFound", "One or more listeners not found");
  }

  static AwsServiceException noRule() {
    return error(RuleNotFoundException.builder(), "RuleNotFound", "One or more rules not found");
  }

  static AwsServiceException noGroup() {
    return error(
        TargetGroupNotFoundException.builder(),
        "TargetGroupNotFound",
        "One or more target groups not found");
  }

  static AwsServiceException duplicateGroup(String name) {
    return error(
        DuplicateTargetGroupNameException.builder(),
        "DuplicateTargetGroupName",
        "A target group with the same name '%s' exists, but with different settings"
            .formatted(name));
  }

  static AwsServiceException duplicateBalancer(String name) {
    return error(
        DuplicateLoadBalancerNameException.builder(),
        "DuplicateLoadBalancerName",
        "A load balancer with the same name '%s' exists, but with different settings"
            .formatted(name));
  }

  static AwsServiceException duplicateListener(int port) {
    return error(
        DuplicateListenerException.builder(),
        "DuplicateListener",
        "A listener already exists on this port for this load balancer '" + port + "'");
  }

  static AwsServiceException priorityInUse(int priority) {
    return error(
        PriorityInUseException.builder(),
        "PriorityInUse",
        "Priority '" + priority + "' is currently in use");
  }

  static AwsServiceException tooManyRules() {
    return error(
        TooManyRulesException.builder(),
        "TooManyRules",
        "The maximum number of rules on the load balancer has been reached");
  }

  static AwsServiceException groupInUse(String arn) {
    return error(
        ResourceInUseException.builder(),
        "ResourceInUse",
        "Target group '" + arn + "' is currently in use by a listener or a rule");
  }

  static AwsServiceException defaultRule(String arn) {
    return error(
        OperationNotPermittedException.builder(),
        "OperationNotPermitted",
        "Default rule '" + arn + "' cannot be modified");
  }

  static AwsServiceException validation(String message) {
    return error(ElasticLoadBalancingV2Exception.builder(), "ValidationError", message);
  }

  private static AwsServiceException error(
      AwsServiceException.Builder type, String code, String message) {
    return AwsErrors.badRequest(type, "ElasticLoadBalancingV2", code, message);
  }
}
