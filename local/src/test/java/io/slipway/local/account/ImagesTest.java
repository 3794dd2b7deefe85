package io.slipway.local.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.local.account.registry.ImageBehaviour;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageTagAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotEmptyException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

class ImagesTest {

  private final Scene scene = new Scene();
  private final EcrClient ecr = scene.account.ecr();

  private static ImageIdentifier tag(String tag) {
    return ImageIdentifier.builder().imageTag(tag).build();
  }

  @Test
  void aPublishedImageHasADigestAndCanBeDescribedByIt() {
    var image = scene.account.images().publish("shop", "1.0.0", ImageBehaviour.SLOW);
    scene.account.images().tag("shop", image.digest(), "stable");

    assertThat(image.digest()).matches("sha256:[0-9a-f]{64}");
    assertThat(image.uri())
        .isEqualTo("123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop@" + image.digest());
    assertThat(
            ecr.describeImages(
                    r ->
                        r.repositoryName("shop")
                            .imageIds(
                                ImageIdentifier.builder().imageDigest(image.digest()).build()))
                .imageDetails())
        .singleElement()
        .satisfies(
            detail -> {
              assertThat(detail.imageTags()).containsExactly("1.0.0", "stable");
              assertThat(detail.imagePushedAt()).isEqualTo(Scene.START);
            });
    assertThat(scene.account.images().list())
        .singleElement()
        .satisfies(known -> assertThat(known.behaviour()).isEqualTo(ImageBehaviour.SLOW));
  }

  @Test
  void aTagOfAnImmutableRepositoryStays() {
    scene.image("1.0.0", ImageBehaviour.HEALTHY);

    assertThatThrownBy(() -> scene.image("1.0.0", ImageBehaviour.HEALTHY))
        .isInstanceOf(ImageTagAlreadyExistsException.class)
        .hasMessageContaining("cannot be overwritten because the tag is immutable");
  }

  @Test
  void aTagOfAMutableRepositoryMoves() {
    ecr.createRepository(r -> r.repositoryName("loose"));
    scene.account.images().publish("loose", "latest", ImageBehaviour.HEALTHY);
    var second = scene.account.images().publish("loose", "latest", ImageBehaviour.HEALTHY);

    assertThat(
            ecr.describeImages(r -> r.repositoryName("loose").imageIds(tag("latest")))
                .imageDetails())
        .singleElement()
        .satisfies(detail -> assertThat(detail.imageDigest()).isEqualTo(second.digest()));
    assertThat(
            ecr.listImages(r -> r.repositoryName("loose").filter(f -> f.tagStatus("UNTAGGED")))
                .imageIds())
        .hasSize(1);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThatThrownBy(() -> ecr.describeImages(r -> r.repositoryName("ghost")))
        .isInstanceOf(RepositoryNotFoundException.class);
    assertThatThrownBy(
            () -> ecr.describeImages(r -> r.repositoryName("shop").imageIds(tag("9.9.9"))))
        .isInstanceOf(ImageNotFoundException.class)
        .hasMessageContaining("imageTag:'9.9.9'");
    assertThatThrownBy(() -> scene.account.images().publish("ghost", "1", ImageBehaviour.HEALTHY))
        .isInstanceOf(RepositoryNotFoundException.class);
  }

  @Test
  void deletingImagesTellsWhichWereNotThere() {
    scene.image("1.0.0", ImageBehaviour.HEALTHY);

    var answer =
        ecr.batchDeleteImage(r -> r.repositoryName("shop").imageIds(tag("1.0.0"), tag("9.9.9")));

    assertThat(answer.imageIds()).extracting(ImageIdentifier::imageTag).containsExactly("1.0.0");
    assertThat(answer.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.failureCodeAsString()).isEqualTo("ImageNotFound"));
    assertThat(scene.account.images().list()).isEmpty();
  }

  @Test
  void imagesComeInPages() {
    for (int i = 0; i < 5; i++) {
      scene.image("1.0." + i, ImageBehaviour.HEALTHY);
    }

    assertThat(ecr.describeImagesPaginator(r -> r.repositoryName("shop").maxResults(2)).stream())
        .hasSize(3);
    assertThat(
            ecr.listImagesPaginator(r -> r.repositoryName("shop").maxResults(2)).imageIds().stream()
                .map(ImageIdentifier::imageTag))
        .isEqualTo(List.of("1.0.0", "1.0.1", "1.0.2", "1.0.3", "1.0.4"));
  }

  @Test
  void aRepositoryWithImagesIsOnlyDeletedByForce() {
    scene.image("1.0.0", ImageBehaviour.HEALTHY);

    assertThatThrownBy(() -> ecr.deleteRepository(r -> r.repositoryName("shop")))
        .isInstanceOf(RepositoryNotEmptyException.class);
    ecr.deleteRepository(r -> r.repositoryName("shop").force(true));

    assertThat(ecr.describeRepositories().repositories()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Shop", "a", "-shop", "shop/", "sh op"})
  void aRepositorysNameIsRefused(String name) {
    assertThatThrownBy(() -> ecr.createRepository(r -> r.repositoryName(name)))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void aRepositorysNameIsUnique() {
    assertThatThrownBy(() -> ecr.createRepository(r -> r.repositoryName("shop")))
        .isInstanceOf(RepositoryAlreadyExistsException.class);
  }

  @Test
  void imagesOfOtherRegistriesAreThereAndHealthy() {
    assertThat(scene.account.images().pull("public.ecr.aws/nginx/nginx:1.27"))
        .hasValueSatisfying(
            pulled -> {
              assertThat(pulled.tag()).isEqualTo("1.27");
              assertThat(pulled.behaviour()).isEqualTo(ImageBehaviour.HEALTHY);
            });
    assertThat(scene.account.images().pull(Scene.uri("9.9.9"))).isEmpty();
  }
}
