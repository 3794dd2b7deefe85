package io.slipway.local.account.formation;

import io.slipway.local.account.storage.SimulatedS3;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads a template that a URL names, virtual-hosted or path-style (S3 user guide). */
final class TemplateSource {

  private static final Pattern VIRTUAL_HOST =
      Pattern.compile("(?<bucket>[a-z0-9.-]{3,63})\\.s3(?:[.-][a-z0-9-]+)?\\.amazonaws\\.com");
  private static final Pattern PATH_HOST =
      Pattern.compile("s3(?:[.-][a-z0-9-]+)?\\.amazonaws\\.com");

  private final SimulatedS3 s3;

  TemplateSource(SimulatedS3 s3) {
    this.s3 = s3;
  }

  /** The text at {@code url}; throws CloudFormation's ValidationError where there is none. */
  String read(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw unsupported();
    }
    var host = uri.getHost();
    if (!"https".equals(uri.getScheme()) || host == null || uri.getRawPath().length() < 2) {
      throw unsupported();
    }
    var path =
        URLDecoder.decode(
            uri.getRawPath().substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    var virtual = VIRTUAL_HOST.matcher(host);
    if (virtual.matches()) {
      return object(virtual.group("bucket"), path);
    }
    int slash = path.indexOf('/');
    if (!PATH_HOST.matcher(host).matches() || slash < 1) {
      throw unsupported();
    }
    return object(path.substring(0, slash), path.substring(slash + 1));
  }

  private String object(String bucket, String key) {
    try {
      return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asUtf8String();
    } catch (S3Exception e) {
      throw FormationErrors.invalid(
          "S3 error: "
              + e.awsErrorDetails().errorMessage()
              + "\nFor more information check"
              + " http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html");
    }
  }

  private static RuntimeException unsupported() {
    return FormationErrors.invalid("TemplateURL must be a supported URL.");
  }
}
