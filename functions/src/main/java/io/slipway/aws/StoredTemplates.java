package io.slipway.aws;

import io.slipway.runtime.Platform;
import java.net.URI;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Keeps templates where CloudFormation reads them. A template is kept under the hash of its text,
 * so that it never changes under a stack that was made from it, and keeping it again is the same.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html">
 *     a template in a request has 51,200 bytes at most, in S3 a megabyte</a>
 */
public final class StoredTemplates {

  private final S3Client s3;
  private final URI base;

  public StoredTemplates(Platform platform) {
    this.s3 = platform.s3();
    this.base = URI.create(platform.settings().get("TEMPLATE_BASE"));
  }

  /**
   * Keeps the template of a stack.
   *
   * @param hash of {@code text}
   * @return the URL that CloudFormation takes
   */
  public String keep(String stack, String hash, String text) {
    var path = path(stack, hash);
    AwsErrors.calling(
        "keep the template of stack " + stack,
        () ->
            s3.putObject(
                put -> put.bucket(bucket()).key(path.substring(1)).contentType("application/json"),
                RequestBody.fromString(text)));
    return url(stack, hash);
  }

  /** The URL of a template that has been kept. */
  public String url(String stack, String hash) {
    return "https://" + base.getHost() + path(stack, hash);
  }

  private String path(String stack, String hash) {
    return base.getPath() + "/" + stack + "/" + hash + ".json";
  }

  /** The first part of a virtual-hosted URL's host (S3 user guide). */
  private String bucket() {
    return base.getHost().substring(0, base.getHost().indexOf(".s3"));
  }
}
