package io.slipway.local.install;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.template.Declared;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.sns.SnsClient;

/** Makes buckets and topics. */
final class StorageMakers {

  private final S3Client s3;
  private final SnsClient sns;
  private final Arns arns;

  StorageMakers(Clients clients, Arns arns) {
    this.s3 = clients.get(S3Client.class);
    this.sns = clients.get(SnsClient.class);
    this.arns = arns;
  }

  Map<String, Maker> makers() {
    return Map.of(
        "AWS::S3::Bucket",
        new Maker(
            Set.of("BucketName"),
            Set.of(
                "VersioningConfiguration",
                "BucketEncryption",
                "OwnershipControls",
                "PublicAccessBlockConfiguration",
                "LifecycleConfiguration",
                "Tags"),
            this::bucket),
        "AWS::SNS::Topic",
        new Maker(
            Set.of("TopicName", "Subscription"), Set.of("KmsMasterKeyId", "Tags"), this::topic));
  }

  private Made bucket(Declared resource, ObjectNode properties) {
    var name =
        properties
            .path("BucketName")
            .asText("slipway-" + resource.logicalId().toLowerCase(Locale.ROOT));
    try {
      s3.createBucket(request -> request.bucket(name));
    } catch (BucketAlreadyOwnedByYouException e) {
      // an earlier run has made it
    }
    return new Made(
        name,
        Map.of(
            "Arn", "arn:aws:s3:::" + name,
            "DomainName", name + ".s3.amazonaws.com",
            "RegionalDomainName", name + ".s3." + arns.region() + ".amazonaws.com"));
  }

  private Made topic(Declared resource, ObjectNode properties) {
    var name = properties.path("TopicName").asText("slipway-" + resource.logicalId());
    var arn = sns.createTopic(request -> request.name(name)).topicArn();
    for (var subscription : properties.path("Subscription")) {
      sns.subscribe(
          request ->
              request
                  .topicArn(arn)
                  .protocol(subscription.path("Protocol").asText())
                  .endpoint(subscription.path("Endpoint").asText()));
    }
    return new Made(arn, Map.of("TopicArn", arn, "TopicName", name));
  }
}
