package io.slipway.local.account.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.local.account.kernel.AccountSettings;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.data.Changes;
import io.slipway.local.time.VirtualTimeline;
import java.time.Instant;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** S3 keeps small objects. */
final class SimulatedS3Test {

  private final SimulatedS3 s3 = s3();

  private static SimulatedS3 s3() {
    return new SimulatedS3(
        new Kernel(
            AccountSettings.DEFAULT,
            new VirtualTimeline(Instant.parse("2026-11-21T08:00:00Z")),
            RandomGeneratorFactory.of("L64X128MixRandom").create(1),
            Changes.FORGOTTEN));
  }

  @BeforeEach
  void aBucket() {
    s3.createBucket(request -> request.bucket("box"));
  }

  private void put(String key, String content) {
    s3.putObject(
        request -> request.bucket("box").key(key).contentType("text/plain"),
        RequestBody.fromString(content));
  }

  @Test
  void anObjectComesBackAsItWasPut() {
    put("a/b", "Grüße");

    var read = s3.getObjectAsBytes(request -> request.bucket("box").key("a/b"));
    assertThat(read.asUtf8String()).isEqualTo("Grüße");
    assertThat(read.response().contentType()).isEqualTo("text/plain");
    assertThat(s3.headObject(request -> request.bucket("box").key("a/b")).contentLength())
        .isEqualTo(7);
  }

  @Test
  void objectsAreListedByPrefixInPages() {
    put("a/1", "");
    put("a/2", "");
    put("b/1", "");

    var first = s3.listObjectsV2(request -> request.bucket("box").prefix("a/").maxKeys(1));
    assertThat(first.contents()).extracting(S3Object::key).containsExactly("a/1");
    assertThat(first.isTruncated()).isTrue();
    assertThat(
            s3.listObjectsV2Paginator(request -> request.bucket("box").prefix("a/").maxKeys(1))
                .contents())
        .extracting(S3Object::key)
        .containsExactly("a/1", "a/2");
  }

  @Test
  void whatIsNotThereIsAnErrorOfItsKind() {
    assertThatThrownBy(() -> s3.getObjectAsBytes(request -> request.bucket("box").key("none")))
        .isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> s3.headBucket(request -> request.bucket("none")))
        .isInstanceOf(NoSuchBucketException.class);
    s3.deleteObject(request -> request.bucket("box").key("none"));
  }

  @Test
  void aBucketWithObjectsIsNotDeleted() {
    put("a", "");
    assertThatThrownBy(() -> s3.deleteBucket(request -> request.bucket("box")))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("not empty");
  }

  @Test
  void objectsOutliveTheProcess() {
    put("a", "kept");
    var later = s3();
    later.restore(s3.save());

    assertThat(later.getObjectAsBytes(request -> request.bucket("box").key("a")).asUtf8String())
        .isEqualTo("kept");
    later.putObject(request -> request.bucket("box").key("b"), RequestBody.fromString("another"));
  }
}
