package io.slipway.local.account.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.kernel.Pages;
import io.slipway.local.account.kernel.StateJson;
import io.slipway.local.account.registry.RegistryState.ImageState;
import io.slipway.local.account.registry.RegistryState.RepositoryState;
import io.slipway.local.data.Durable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DescribeImageScanFindingsRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImageScanFindingsResponse;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.ListImagesRequest;
import software.amazon.awssdk.services.ecr.model.ListImagesResponse;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecr.model.PutImageRequest;
import software.amazon.awssdk.services.ecr.model.PutImageResponse;
import software.amazon.awssdk.services.ecr.model.PutImageScanningConfigurationRequest;
import software.amazon.awssdk.services.ecr.model.PutImageScanningConfigurationResponse;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.StartImageScanRequest;
import software.amazon.awssdk.services.ecr.model.StartImageScanResponse;
import software.amazon.awssdk.services.ecr.model.TagStatus;

/** Amazon ECR of the simulated account: repositories, images, tags. Limits: the API reference. */
public final class SimulatedEcr implements EcrClient, Durable {

  private static final String NAME =
      "(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*";
  private static final int DEFAULT_PAGE = 100;
  private static final int MOST_IDS = 100;

  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

  private final Kernel kernel;
  private final RegistryErrors errors;
  private final Images images;
  private final ImageScans scans;
  private RegistryState state = new RegistryState();

  public SimulatedEcr(Kernel kernel) {
    this.kernel = kernel;
    this.errors = new RegistryErrors(kernel.settings().accountId());
    this.images = new Images(kernel, this, () -> state, errors);
    this.scans = new ImageScans(kernel);
    this.state.ids = kernel.ids();
  }

  public Images images() {
    return images;
  }

  RepositoryState repository(String name) {
    var found = state.repositories.get(name);
    if (found == null) {
      throw errors.noRepository(name);
    }
    return found;
  }

  @Override
  public CreateRepositoryResponse createRepository(CreateRepositoryRequest request) {
    return kernel.call(
        () -> {
          var name = request.repositoryName();
          if (name == null || name.length() < 2 || name.length() > 256 || !name.matches(NAME)) {
            throw errors.invalid(
                "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy"
                    + " regular expression '%s''".formatted(NAME));
          }
          if (state.repositories.containsKey(name)) {
            throw errors.repositoryExists(name);
          }
          var created = new RepositoryState();
          created.shape =
              Repository.builder()
                  .registryId(kernel.settings().accountId())
                  .repositoryName(name)
                  .repositoryArn(kernel.arn("ecr", "repository/" + name))
                  .repositoryUri(images.host() + "/" + name)
                  .createdAt(kernel.now())
                  .imageTagMutability(
                      request.imageTagMutability() == null
                          ? ImageTagMutability.MUTABLE
                          : request.imageTagMutability())
                  .imageScanningConfiguration(request.imageScanningConfiguration())
                  .encryptionConfiguration(request.encryptionConfiguration())
                  .build();
          created.tags.addAll(request.tags());
          state.repositories.put(name, created);
          kernel.changed(this);
          return CreateRepositoryResponse.builder().repository(created.shape).build();
        });
  }

  @Override
  public DeleteRepositoryResponse deleteRepository(DeleteRepositoryRequest request) {
    return kernel.call(
        () -> {
          var home = repository(request.repositoryName());
          if (!home.images.isEmpty() && !Boolean.TRUE.equals(request.force())) {
            throw errors.repositoryNotEmpty(request.repositoryName());
          }
          state.repositories.remove(request.repositoryName());
          kernel.changed(this);
          return DeleteRepositoryResponse.builder().repository(home.shape).build();
        });
  }

  @Override
  public DescribeRepositoriesResponse describeRepositories(DescribeRepositoriesRequest request) {
    return kernel.call(
        () -> {
          var found =
              request.hasRepositoryNames()
                  ? request.repositoryNames().stream().map(name -> repository(name).shape).toList()
                  : state.repositories.values().stream().map(home -> home.shape).toList();
          var page = page(found, request.nextToken(), request.maxResults());
          return DescribeRepositoriesResponse.builder()
              .repositories(page.items())
              .nextToken(page.next())
              .build();
        });
  }

  @Override
  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    return kernel.call(
        () -> {
          var arn = request.resourceArn();
          var home = repository(arn.substring(arn.indexOf('/') + 1));
          return ListTagsForResourceResponse.builder().tags(home.tags).build();
        });
  }

  @Override
  public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
    return kernel.call(
        () -> {
          var home = repository(request.repositoryName());
          var found =
              request.hasImageIds()
                  ? request.imageIds().stream()
                      .map(id -> images.find(home, id.imageDigest(), id.imageTag()))
                      .distinct()
                      .toList()
                  : home.images;
          var status = request.filter() == null ? null : request.filter().tagStatus();
          var details =
              found.stream()
                  .filter(image -> matches(image, status))
                  .map(image -> detail(home, image))
                  .toList();
          var page = page(details, request.nextToken(), request.maxResults());
          return DescribeImagesResponse.builder()
              .imageDetails(page.items())
              .nextToken(page.next())
              .build();
        });
  }

  @Override
  public ListImagesResponse listImages(ListImagesRequest request) {
    return kernel.call(
        () -> {
          var home = repository(request.repositoryName());
          var status = request.filter() == null ? null : request.filter().tagStatus();
          List<ImageIdentifier> ids = new ArrayList<>();
          home.images.stream()
              .filter(image -> matches(image, status))
              .forEach(image -> ids.addAll(identifiers(image)));
          var page = page(ids, request.nextToken(), request.maxResults());
          return ListImagesResponse.builder().imageIds(page.items()).nextToken(page.next()).build();
        });
  }

  /** Deletes what it finds; a tag alone goes, and takes its image along where it was the last. */
  @Override
  public BatchDeleteImageResponse batchDeleteImage(BatchDeleteImageRequest request) {
    return kernel.call(
        () -> {
          var home = repository(request.repositoryName());
          if (request.imageIds().isEmpty() || request.imageIds().size() > MOST_IDS) {
            throw errors.invalid("Invalid parameter at 'imageIds': must have 1 to 100 items");
          }
          List<ImageIdentifier> deleted = new ArrayList<>();
          List<ImageFailure> failures = new ArrayList<>();
          for (var id : request.imageIds()) {
            delete(home, id).ifPresentOrElse(deleted::addAll, () -> failures.add(failure(id)));
          }
          kernel.changed(this);
          return BatchDeleteImageResponse.builder().imageIds(deleted).failures(failures).build();
        });
  }

  private Optional<List<ImageIdentifier>> delete(RepositoryState home, ImageIdentifier id) {
    if (id.imageDigest() == null && id.imageTag() == null) {
      return Optional.empty();
    }
    return images
        .lookUp(home, id.imageDigest(), id.imageTag())
        .map(
            image -> {
              if (id.imageDigest() == null) {
                image.tags.remove(id.imageTag());
                if (image.tags.isEmpty()) {
                  home.images.remove(image);
                }
                return List.of(id.toBuilder().imageDigest(image.digest).build());
              }
              home.images.remove(image);
              return identifiers(image);
            });
  }

  private static ImageFailure failure(ImageIdentifier id) {
    boolean named = id.imageDigest() != null || id.imageTag() != null;
    return ImageFailure.builder()
        .imageId(id)
        .failureCode(
            named ? ImageFailureCode.IMAGE_NOT_FOUND : ImageFailureCode.MISSING_DIGEST_AND_TAG)
        .failureReason(named ? "Requested image not found" : "Missing digest and tag")
        .build();
  }

  private static boolean matches(ImageState image, TagStatus status) {
    return status == null
        || status == TagStatus.ANY
        || (status == TagStatus.UNTAGGED) == image.tags.isEmpty();
  }

  private static List<ImageIdentifier> identifiers(ImageState image) {
    if (image.tags.isEmpty()) {
      return List.of(ImageIdentifier.builder().imageDigest(image.digest).build());
    }
    return image.tags.stream()
        .map(tag -> ImageIdentifier.builder().imageDigest(image.digest).imageTag(tag).build())
        .toList();
  }

  private static ImageDetail detail(RepositoryState home, ImageState image) {
    var detail =
        ImageDetail.builder()
            .registryId(home.shape.registryId())
            .repositoryName(home.shape.repositoryName())
            .imageDigest(image.digest)
            .imageSizeInBytes(image.bytes)
            .imagePushedAt(image.pushedAt)
            .imageManifestMediaType(MANIFEST)
            .artifactMediaType("application/vnd.docker.container.image.v1+json");
    return image.tags.isEmpty() ? detail.build() : detail.imageTags(image.tags).build();
  }

  private <T> Pages<T> page(List<T> all, String token, Integer size) {
    return Pages.of(
        all,
        token,
        size == null ? DEFAULT_PAGE : size,
        1000,
        () -> errors.invalid("Invalid parameter at 'nextToken'"));
  }

  @Override
  public DescribeImageScanFindingsResponse describeImageScanFindings(
      DescribeImageScanFindingsRequest request) {
    return kernel.call(
        () -> {
          var home = repository(request.repositoryName());
          var id = request.imageId();
          var image = images.find(home, id.imageDigest(), id.imageTag());
          if (image.scannedSince == null) {
            throw errors.noScan(request.repositoryName(), image.digest);
          }
          return scans.findings(request.repositoryName(), image);
        });
  }

  /** An image is scanned once in 24 hours, the scan of its push included. */
  @Override
  public StartImageScanResponse startImageScan(StartImageScanRequest request) {
    return kernel.call(
        () -> {
          var home = repository(request.repositoryName());
          var id = request.imageId();
          var image = images.find(home, id.imageDigest(), id.imageTag());
          if (image.scannedSince != null
              && kernel.now().isBefore(image.scannedSince.plus(Duration.ofDays(1)))) {
            throw errors.scannedToday();
          }
          image.scannedSince = kernel.now();
          kernel.changed(this);
          return StartImageScanResponse.builder()
              .repositoryName(request.repositoryName())
              .imageId(id)
              .imageScanStatus(scans.status(image))
              .build();
        });
  }

  @Override
  public PutImageScanningConfigurationResponse putImageScanningConfiguration(
      PutImageScanningConfigurationRequest request) {
    return kernel.call(
        () -> {
          var home = repository(request.repositoryName());
          home.shape =
              home.shape.toBuilder()
                  .imageScanningConfiguration(request.imageScanningConfiguration())
                  .build();
          kernel.changed(this);
          return PutImageScanningConfigurationResponse.builder()
              .repositoryName(request.repositoryName())
              .imageScanningConfiguration(request.imageScanningConfiguration())
              .build();
        });
  }

  /** A manifest names here what it is a manifest of, since nobody reads anything else of it. */
  @Override
  public BatchGetImageResponse batchGetImage(BatchGetImageRequest request) {
    return kernel.call(
        () -> {
          var home = repository(request.repositoryName());
          List<Image> found = new ArrayList<>();
          List<ImageFailure> failures = new ArrayList<>();
          for (var id : request.imageIds()) {
            images
                .lookUp(home, id.imageDigest(), id.imageTag())
                .ifPresentOrElse(
                    image ->
                        found.add(
                            Image.builder()
                                .repositoryName(request.repositoryName())
                                .imageId(identifiers(image).getFirst())
                                .imageManifest(image.digest)
                                .imageManifestMediaType(MANIFEST)
                                .build()),
                    () -> failures.add(failure(id)));
          }
          return BatchGetImageResponse.builder().images(found).failures(failures).build();
        });
  }

  @Override
  public PutImageResponse putImage(PutImageRequest request) {
    return kernel.call(
        () -> {
          var name = request.repositoryName();
          var home = repository(name);
          var image = images.find(home, request.imageManifest(), null);
          if (image.tags.contains(request.imageTag())) {
            throw errors.imageExists(name, image.digest, request.imageTag());
          }
          var unused = images.tag(name, image.digest, request.imageTag());
          return PutImageResponse.builder()
              .image(put -> put.repositoryName(name).imageId(identifiers(image).getFirst()))
              .build();
        });
  }

  @Override
  public String name() {
    return "registry";
  }

  @Override
  public JsonNode save() {
    return kernel.call(() -> StateJson.write(state));
  }

  @Override
  public void restore(JsonNode saved) {
    kernel.run(() -> state = StateJson.read(saved, RegistryState.class));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
