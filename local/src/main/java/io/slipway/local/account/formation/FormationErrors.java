package io.slipway.local.account.formation;

import io.slipway.local.account.kernel.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;

/** CloudFormation's errors with the codes and texts that the service gives (API reference). */
final class FormationErrors {

  private static final String SERVICE = "CloudFormation";

  private FormationErrors() {}

  static AwsServiceException invalid(String message) {
    return AwsErrors.badRequest(
        CloudFormationException.builder(), SERVICE, "ValidationError", message);
  }

  static AwsServiceException noStack(String nameOrId) {
    return invalid("Stack with id " + nameOrId + " does not exist");
  }

  static AwsServiceException exists(String stackName) {
    return AwsErrors.badRequest(
        AlreadyExistsException.builder(),
        SERVICE,
        "AlreadyExistsException",
        "Stack [" + stackName + "] already exists");
  }

  static AwsServiceException needsCapability(String capability) {
    return AwsErrors.badRequest(
        InsufficientCapabilitiesException.builder(),
        SERVICE,
        "InsufficientCapabilitiesException",
        "Requires capabilities : [" + capability + "]");
  }

  static AwsServiceException changeSetExists(String name) {
    return AwsErrors.badRequest(
        AlreadyExistsException.builder(),
        SERVICE,
        "AlreadyExistsException",
        "ChangeSet " + name + " already exists");
  }

  static AwsServiceException noChangeSet(String name) {
    return AwsErrors.badRequest(
        ChangeSetNotFoundException.builder(),
        SERVICE,
        "ChangeSetNotFound",
        "ChangeSet [" + name + "] does not exist");
  }

  static AwsServiceException wrongStatus(String message) {
    return AwsErrors.badRequest(
        InvalidChangeSetStatusException.builder(), SERVICE, "InvalidChangeSetStatus", message);
  }

  static AwsServiceException tokenExists(String token) {
    return AwsErrors.badRequest(
        TokenAlreadyExistsException.builder(),
        SERVICE,
        "TokenAlreadyExistsException",
        "A client request token already exists: " + token);
  }
}
