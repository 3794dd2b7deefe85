package io.slipway.flow.install;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The custom resource {@code Templates} of template.yaml: puts the application templates of this
 * version into the template bucket when Slipway is installed or updated.
 *
 * <p>Its attribute {@code TemplateBase} is their https URL prefix. Running again puts the same
 * objects. Deleting it leaves them: stacks were made from them.
 */
public final class PublishTemplates implements RequestStreamHandler {

  /** Of the document's 4,096 bytes (user guide, "Custom resource response objects"). */
  private static final int LONGEST_REASON = 1000;

  private static final String NOTHING_PUBLISHED = "templates/none";

  private final Platform platform;
  private final Reply reply;

  public PublishTemplates() {
    this(Platform.fromEnvironment());
  }

  public PublishTemplates(Platform platform) {
    this(platform, new ReplyOverHttps());
  }

  public PublishTemplates(Platform platform, Reply reply) {
    this.platform = platform;
    this.reply = reply;
  }

  /**
   * Takes a custom resource request of CloudFormation. What goes wrong is answered as FAILED with
   * its reason, so that the installation ends at once instead of waiting for its timeout.
   *
   * @throws IOException where CloudFormation could not be answered
   */
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonNode request = Json.parse(in.readAllBytes());
    URI responseUrl = URI.create(request.path("ResponseURL").asText());
    reply.put(responseUrl, Json.bytes(answer(request)));
  }

  private ObjectNode answer(JsonNode request) {
    ObjectNode answer = Json.mapper().createObjectNode();
    for (String same : new String[] {"StackId", "RequestId", "LogicalResourceId"}) {
      answer.put(same, request.path(same).asText());
    }
    String known = request.path("PhysicalResourceId").asText(NOTHING_PUBLISHED);
    if (request.path("RequestType").asText().equals("Delete")) {
      return answer.put("Status", "SUCCESS").put("PhysicalResourceId", known);
    }
    try {
      var templates = TemplateSet.bundled();
      String base = publish(templates);
      answer.put("Status", "SUCCESS").put("PhysicalResourceId", templates.prefix());
      answer.putObject("Data").put("TemplateBase", base);
    } catch (SdkException | IllegalStateException e) {
      answer.put("Status", "FAILED").put("PhysicalResourceId", known).put("Reason", reason(e));
    }
    return answer;
  }

  private String publish(TemplateSet templates) {
    Settings settings = platform.settings();
    String bucket = settings.get("TEMPLATE_BUCKET");
    String domain = settings.get("TEMPLATE_BUCKET_DOMAIN");
    S3Client s3 = platform.s3();
    templates
        .files()
        .forEach(
            (name, text) ->
                s3.putObject(
                    put ->
                        put.bucket(bucket)
                            .key(templates.prefix() + "/" + name)
                            .contentType("application/yaml"),
                    RequestBody.fromString(text)));
    return "https://" + domain + "/" + templates.prefix();
  }

  private static String reason(RuntimeException e) {
    String reason = "cannot publish the application templates: " + e.getMessage();
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
  }
}
