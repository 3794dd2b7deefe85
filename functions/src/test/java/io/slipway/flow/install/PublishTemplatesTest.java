package io.slipway.flow.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class PublishTemplatesTest {

  private final TreeMap<String, String> bucket = new TreeMap<>();
  private final List<JsonNode> answers = new ArrayList<>();

  @Test
  void anInstallationPutsEveryTemplateAndLearnsWhere() throws IOException {
    publish(new Bucket(), request("Create"));

    String prefix = TemplateSet.bundled().prefix();
    assertThat(bucket)
        .containsOnlyKeys(
            "cf/" + prefix + "/environment.yaml",
            "cf/" + prefix + "/images.yaml",
            "cf/" + prefix + "/production.yaml")
        .containsEntry(
            "cf/" + prefix + "/images.yaml", TemplateSet.bundled().files().get("images.yaml"));
    assertThat(answers)
        .containsExactly(
            Json.parse(
                """
                {"StackId": "stack/slipway/1", "RequestId": "r-1", "LogicalResourceId": "Templates",
                 "Status": "SUCCESS", "PhysicalResourceId": "%1$s",
                 "Data": {"TemplateBase": "https://cf.s3.eu-central-1.amazonaws.com/%1$s"}}
                """
                    .formatted(prefix)
                    .getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void anUpdateWithTheSameTemplatesKeepsTheirPlace() throws IOException {
    publish(new Bucket(), request("Create"));
    String first = answers.getFirst().path("PhysicalResourceId").asText();
    publish(new Bucket(), request("Update").put("PhysicalResourceId", first));
    assertThat(answers.getLast()).isEqualTo(answers.getFirst());
  }

  @Test
  void deletingLeavesTheTemplates() throws IOException {
    publish(new Bucket(), request("Create"));
    var kept = Map.copyOf(bucket);
    publish(
        new Bucket(), request("Delete").put("PhysicalResourceId", "templates/0123456789abcdef"));

    assertThat(bucket).isEqualTo(kept);
    assertThat(answers.getLast().path("Status").asText()).isEqualTo("SUCCESS");
    assertThat(answers.getLast().path("PhysicalResourceId").asText())
        .isEqualTo("templates/0123456789abcdef");
  }

  @Test
  void whatS3RefusesIsTheReasonOfTheFailedInstallation() throws IOException {
    S3Client refusing =
        new Bucket() {
          @Override
          public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
            throw S3Exception.builder().statusCode(403).message("Access Denied").build();
          }
        };
    publish(refusing, request("Create"));

    assertThat(answers.getFirst().path("Status").asText()).isEqualTo("FAILED");
    assertThat(answers.getFirst().path("Reason").asText())
        .isEqualTo("cannot publish the application templates: Access Denied");
    assertThat(answers.getFirst().path("PhysicalResourceId").asText()).isNotEmpty();
  }

  @Test
  void aReasonFitsTheAnswer() throws IOException {
    S3Client verbose =
        new Bucket() {
          @Override
          public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
            throw S3Exception.builder().message("x".repeat(10_000)).build();
          }
        };
    publish(verbose, request("Create"));
    assertThat(Json.bytes(answers.getFirst())).hasSizeLessThan(4096);
  }

  @Test
  void anAnswerThatDoesNotArriveFailsTheInvocationSoThatLambdaTriesAgain() {
    var function =
        new PublishTemplates(
            platform(new Bucket()),
            (url, document) -> {
              throw new IOException("CloudFormation's response URL answered 503");
            });
    assertThatThrownBy(() -> invoke(function, request("Create")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("503");
  }

  private void publish(S3Client s3, JsonNode request) throws IOException {
    invoke(
        new PublishTemplates(platform(s3), (url, document) -> answers.add(Json.parse(document))),
        request);
  }

  private static void invoke(PublishTemplates function, JsonNode request) throws IOException {
    function.handleRequest(
        new ByteArrayInputStream(Json.bytes(request)), OutputStream.nullOutputStream(), null);
  }

  private static Platform platform(S3Client s3) {
    var settings =
        new Settings(
            Map.of(
                "TEMPLATE_BUCKET", "cf",
                "TEMPLATE_BUCKET_DOMAIN", "cf.s3.eu-central-1.amazonaws.com"));
    return new Platform(
        Map.of(S3Client.class, () -> s3),
        Clock.systemUTC(),
        new Ids(Clock.systemUTC(), RandomGenerator.getDefault()),
        settings,
        pause -> {},
        (kind, state, took) -> {});
  }

  private static ObjectNode request(String type) {
    return Json.mapper()
        .createObjectNode()
        .put("RequestType", type)
        .put("ResponseURL", "https://answers.s3.amazonaws.com/1")
        .put("StackId", "stack/slipway/1")
        .put("RequestId", "r-1")
        .put("LogicalResourceId", "Templates")
        .put("ResourceType", "Custom::SlipwayTemplates");
  }

  /** A bucket that only takes objects; every other call throws. */
  private class Bucket implements S3Client {

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
      try (var content = body.contentStreamProvider().newStream()) {
        bucket.put(
            request.bucket() + "/" + request.key(),
            new String(content.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return PutObjectResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
