package io.slipway.local.account.scaling;

import io.slipway.local.account.kernel.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.applicationautoscaling.model.InvalidNextTokenException;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.ValidationException;

/** What Application Auto Scaling refuses, with its errors. */
final class ScalingRules {

  private ScalingRules() {}

  static void validate(ServiceNamespace namespace, ScalableDimension dimension, String resourceId) {
    namespace(namespace);
    if (dimension != ScalableDimension.ECS_SERVICE_DESIRED_COUNT) {
      throw invalid("Unsupported service namespace, resource type or scalable dimension");
    }
    if (resourceId == null || !resourceId.matches("service/[^/]+/[^/]+")) {
      throw invalid("Unsupported service namespace, resource type or scalable dimension");
    }
  }

  static void namespace(ServiceNamespace namespace) {
    if (namespace != ServiceNamespace.ECS) {
      throw invalid("The service namespace must be ecs here, but is " + namespace);
    }
  }

  static AwsServiceException notThere(String cluster, String name) {
    return invalid("ECS service doesn't exist: service/" + cluster + "/" + name);
  }

  static AwsServiceException invalid(String message) {
    return AwsErrors.badRequest(
        ValidationException.builder(), "ApplicationAutoScaling", "ValidationException", message);
  }

  static AwsServiceException missing(String message) {
    return AwsErrors.badRequest(
        ObjectNotFoundException.builder(),
        "ApplicationAutoScaling",
        "ObjectNotFoundException",
        message);
  }

  static AwsServiceException invalidToken() {
    return AwsErrors.badRequest(
        InvalidNextTokenException.builder(),
        "ApplicationAutoScaling",
        "InvalidNextTokenException",
        "The next token supplied was invalid.");
  }
}
