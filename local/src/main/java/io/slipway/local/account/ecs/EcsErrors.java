package io.slipway.local.account.ecs;

import io.slipway.local.account.kernel.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;

/** ECS's errors: codes of the API reference, texts as tools' reports quote them. */
final class EcsErrors {

  private EcsErrors() {}

  static AwsServiceException noCluster() {
    return error(
        ClusterNotFoundException.builder(), "ClusterNotFoundException", "Cluster not found.");
  }

  static AwsServiceException noService() {
    return error(
        ServiceNotFoundException.builder(), "ServiceNotFoundException", "Service not found.");
  }

  static AwsServiceException serviceNotActive() {
    return error(
        ServiceNotActiveException.builder(),
        "ServiceNotActiveException",
        "Service was not ACTIVE.");
  }

  static AwsServiceException invalid(String message) {
    return error(InvalidParameterException.builder(), "InvalidParameterException", message);
  }

  static AwsServiceException client(String message) {
    return error(ClientException.builder(), "ClientException", message);
  }

  private static AwsServiceException error(
      AwsServiceException.Builder type, String code, String message) {
    return AwsErrors.badRequest(type, "Ecs", code, message);
  }
}
