package io.slipway.local.account.formation.types;

import io.slipway.aws.SdkJson;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/**
 * {@code AWS::ECR::Repository}. {@code Ref} is its name. Without {@code EmptyOnDelete} it is only
 * deleted when it has no image.
 */
final class RepositoryType extends DeclaredType {

  private static final String EMPTY_ON_DELETE = "EmptyOnDelete";

  private final EcrClient registry;

  RepositoryType(EcrClient registry) {
    super(
        "AWS::ECR::Repository",
        new Schema(
            Set.of(
                "RepositoryName",
                "ImageTagMutability",
                "ImageScanningConfiguration",
                "EncryptionConfiguration",
                EMPTY_ON_DELETE,
                "Tags"),
            Set.of(),
            Set.of("Arn", "RepositoryUri")),
        Duration.ofSeconds(1));
    this.registry = registry;
  }

  @Override
  public Made create(Order order) {
    var properties = order.properties().deepCopy();
    properties.remove(EMPTY_ON_DELETE);
    properties.put("RepositoryName", nameOf(order));
    var request = SdkJson.read(properties, CreateRepositoryRequest.class);
    var made = registry.createRepository(request).repository();
    return new Made(
        made.repositoryName(),
        Map.of("Arn", made.repositoryArn(), "RepositoryUri", made.repositoryUri()));
  }

  /** A name that CloudFormation makes up is in lower case; one that is given is not changed. */
  private static String nameOf(Order order) {
    var name = order.nameOr("RepositoryName", 256);
    return order.properties().has("RepositoryName") ? name : name.toLowerCase(Locale.ROOT);
  }

  @Override
  public void delete(Existing resource) {
    try {
      registry.deleteRepository(
          request ->
              request
                  .repositoryName(resource.physicalId())
                  .force(resource.properties().path(EMPTY_ON_DELETE).asBoolean(false)));
    } catch (RepositoryNotFoundException e) {
      // Somebody has deleted it before: what is wanted has happened.
    }
  }
}
