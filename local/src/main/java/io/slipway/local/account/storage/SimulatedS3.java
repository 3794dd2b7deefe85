package io.slipway.local.account.storage;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.kernel.AwsErrors;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.kernel.Pages;
import io.slipway.local.account.kernel.StateJson;
import io.slipway.local.data.Durable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Amazon S3 of the simulated account: buckets of small objects, the last version of each. Versions,
 * access rules and multipart uploads are not modelled. Errors: API reference, "Error responses".
 */
public final class SimulatedS3 implements S3Client, Durable {

  private static final int MOST_BYTES = 5_000_000;
  private static final int PAGE = 1_000;

  /** All that S3 knows, as plain data: buckets by name, objects by key. */
  private static final class State {
    private final Map<String, Map<String, Stored>> buckets = new TreeMap<>();
  }

  /** An object. */
  private static final class Stored {
    private byte[] content;
    private String type;
    private String etag;
    private Instant modifiedAt;
  }

  private final Kernel kernel;
  private State state = new State();

  public SimulatedS3(Kernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public CreateBucketResponse createBucket(CreateBucketRequest request) {
    return kernel.call(
        () -> {
          var name = request.bucket();
          if (name == null || !name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw error(
                S3Exception.builder(),
                400,
                "InvalidBucketName",
                "The specified bucket is not valid.");
          }
          if (state.buckets.putIfAbsent(name, new TreeMap<>()) != null) {
            throw error(
                BucketAlreadyOwnedByYouException.builder(),
                409,
                "BucketAlreadyOwnedByYou",
                "Your previous request to create the named bucket succeeded and you already own it.");
          }
          kernel.changed(this);
          return CreateBucketResponse.builder().location("/" + name).build();
        });
  }

  @Override
  public HeadBucketResponse headBucket(HeadBucketRequest request) {
    return kernel.call(
        () -> {
          bucket(request.bucket());
          return HeadBucketResponse.builder().bucketRegion(kernel.settings().region()).build();
        });
  }

  @Override
  public DeleteBucketResponse deleteBucket(DeleteBucketRequest request) {
    return kernel.call(
        () -> {
          if (!bucket(request.bucket()).isEmpty()) {
            throw error(
                S3Exception.builder(),
                409,
                "BucketNotEmpty",
                "The bucket you tried to delete is not empty");
          }
          state.buckets.remove(request.bucket());
          kernel.changed(this);
          return DeleteBucketResponse.builder().build();
        });
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    var content = read(body);
    return kernel.call(
        () -> {
          var stored = new Stored();
          stored.content = content;
          stored.type = request.contentType();
          stored.etag = etag(content);
          stored.modifiedAt = kernel.now().truncatedTo(ChronoUnit.SECONDS);
          bucket(request.bucket()).put(request.key(), stored);
          kernel.changed(this);
          return PutObjectResponse.builder().eTag(stored.etag).build();
        });
  }

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    var stored = kernel.call(() -> object(request.bucket(), request.key()));
    var response =
        GetObjectResponse.builder()
            .contentLength((long) stored.content.length)
            .contentType(stored.type)
            .eTag(stored.etag)
            .lastModified(stored.modifiedAt)
            .build();
    try {
      return transformer.transform(
          response, AbortableInputStream.create(new ByteArrayInputStream(stored.content)));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("cannot hand over " + request.key(), e);
    }
  }

  @Override
  public HeadObjectResponse headObject(HeadObjectRequest request) {
    return kernel.call(
        () -> {
          var stored = object(request.bucket(), request.key());
          return HeadObjectResponse.builder()
              .contentLength((long) stored.content.length)
              .contentType(stored.type)
              .eTag(stored.etag)
              .lastModified(stored.modifiedAt)
              .build();
        });
  }

  /** Deletes the object; does nothing where there is none. */
  @Override
  public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
    return kernel.call(
        () -> {
          bucket(request.bucket()).remove(request.key());
          kernel.changed(this);
          return DeleteObjectResponse.builder().build();
        });
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    return kernel.call(
        () -> {
          var prefix = request.prefix() == null ? "" : request.prefix();
          var found =
              bucket(request.bucket()).entrySet().stream()
                  .filter(entry -> entry.getKey().startsWith(prefix))
                  .map(entry -> shape(entry.getKey(), entry.getValue()))
                  .toList();
          var page =
              Pages.of(
                  found,
                  request.continuationToken(),
                  request.maxKeys(),
                  PAGE,
                  () ->
                      error(
                          S3Exception.builder(),
                          400,
                          "InvalidArgument",
                          "The continuation token provided is incorrect"));
          return ListObjectsV2Response.builder()
              .contents(page.items())
              .keyCount(page.items().size())
              .isTruncated(page.next() != null)
              .nextContinuationToken(page.next())
              .build();
        });
  }

  private static S3Object shape(String key, Stored stored) {
    return S3Object.builder()
        .key(key)
        .size((long) stored.content.length)
        .eTag(stored.etag)
        .lastModified(stored.modifiedAt)
        .build();
  }

  private Map<String, Stored> bucket(String name) {
    var bucket = name == null ? null : state.buckets.get(name);
    if (bucket == null) {
      throw error(
          NoSuchBucketException.builder(),
          404,
          "NoSuchBucket",
          "The specified bucket does not exist");
    }
    return bucket;
  }

  private Stored object(String bucket, String key) {
    var stored = bucket(bucket).get(key);
    if (stored == null) {
      throw error(
          NoSuchKeyException.builder(), 404, "NoSuchKey", "The specified key does not exist.");
    }
    return stored;
  }

  private static byte[] read(RequestBody body) {
    try (InputStream in = body.contentStreamProvider().newStream()) {
      var content = in.readNBytes(MOST_BYTES + 1);
      if (content.length > MOST_BYTES) {
        throw new UnsupportedOperationException(
            "objects above " + MOST_BYTES + " bytes are not modelled here");
      }
      return content;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what is to be stored", e);
    }
  }

  private static String etag(byte[] content) {
    try {
      var digest = MessageDigest.getInstance("MD5").digest(content);
      return "\"" + HexFormat.of().formatHex(digest) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  private static AwsServiceException error(
      AwsServiceException.Builder type, int status, String code, String message) {
    return AwsErrors.of(type, status, "S3", code, message);
  }

  @Override
  public String name() {
    return "objects";
  }

  @Override
  public JsonNode save() {
    return kernel.call(() -> StateJson.write(state));
  }

  @Override
  public void restore(JsonNode saved) {
    kernel.run(() -> state = StateJson.read(saved, State.class));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
