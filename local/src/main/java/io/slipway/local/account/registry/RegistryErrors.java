package io.slipway.local.account.registry;

import io.slipway.local.account.kernel.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecr.model.ImageAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageTagAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.LimitExceededException;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotEmptyException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.ScanNotFoundException;

/** ECR's errors with the texts that the service gives (as tools' issue reports quote them). */
final class RegistryErrors {

  private final String registryId;

  RegistryErrors(String registryId) {
    this.registryId = registryId;
  }

  AwsServiceException noRepository(String name) {
    return error(
        RepositoryNotFoundException.builder(),
        "RepositoryNotFoundException",
        "The repository with name '%s' does not exist in the registry with id '%s'"
            .formatted(name, registryId));
  }

  AwsServiceException repositoryExists(String name) {
    return error(
        RepositoryAlreadyExistsException.builder(),
        "RepositoryAlreadyExistsException",
        "The repository with name '%s' already exists in the registry with id '%s'"
            .formatted(name, registryId));
  }

  AwsServiceException repositoryNotEmpty(String name) {
    return error(
        RepositoryNotEmptyException.builder(),
        "RepositoryNotEmptyException",
        ("The repository with name '%s' in registry with id '%s' cannot be deleted because it"
                + " still contains images")
            .formatted(name, registryId));
  }

  AwsServiceException noImage(String repository, String digest, String tag) {
    return error(
        ImageNotFoundException.builder(),
        "ImageNotFoundException",
        ("The image with imageId {imageDigest:'%s', imageTag:'%s'} does not exist within the"
                + " repository with name '%s' in the registry with id '%s'")
            .formatted(digest, tag, repository, registryId));
  }

  AwsServiceException tagExists(String repository, String tag) {
    return error(
        ImageTagAlreadyExistsException.builder(),
        "ImageTagAlreadyExistsException",
        ("The image tag '%s' already exists in the '%s' repository and cannot be overwritten"
                + " because the tag is immutable.")
            .formatted(tag, repository));
  }

  AwsServiceException imageExists(String repository, String digest, String tag) {
    return error(
        ImageAlreadyExistsException.builder(),
        "ImageAlreadyExistsException",
        "Image with digest '%s' and tag '%s' already exists in the repository with name '%s' in registry with id '%s'"
            .formatted(digest, tag, repository, registryId));
  }

  AwsServiceException noScan(String repository, String digest) {
    return error(
        ScanNotFoundException.builder(),
        "ScanNotFoundException",
        "Image scan does not exist for the image with '{imageDigest:'%s', imageTag:'null'}' in the repository with name '%s' in the registry with id '%s'"
            .formatted(digest, repository, registryId));
  }

  AwsServiceException scannedToday() {
    return error(
        LimitExceededException.builder(),
        "LimitExceededException",
        "The scan quota per image has been exceeded. Wait and try again.");
  }

  AwsServiceException invalid(String message) {
    return error(InvalidParameterException.builder(), "InvalidParameterException", message);
  }

  private static AwsServiceException error(
      AwsServiceException.Builder type, String code, String message) {
    return AwsErrors.badRequest(type, "Ecr", code, message);
  }
}
