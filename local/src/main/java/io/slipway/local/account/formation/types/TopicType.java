package io.slipway.local.account.formation.types;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Tag;

/** {@code AWS::SNS::Topic}. {@code Ref} is its ARN. */
final class TopicType extends DeclaredType {

  private final SnsClient sns;

  TopicType(SnsClient sns) {
    super(
        "AWS::SNS::Topic",
        new Schema(
            Set.of("TopicName", "DisplayName", "Tags"), Set.of(), Set.of("TopicArn", "TopicName")),
        Duration.ofSeconds(11));
    this.sns = sns;
  }

  @Override
  public Made create(Order order) {
    var name = order.nameOr("TopicName", 256);
    List<Tag> tags = new ArrayList<>();
    for (var tag : order.properties().path("Tags")) {
      tags.add(Tag.builder().key(tag.get("Key").asText()).value(tag.get("Value").asText()).build());
    }
    var arn = sns.createTopic(request -> request.name(name).tags(tags)).topicArn();
    return new Made(arn, Map.of("TopicArn", arn, "TopicName", name));
  }

  @Override
  public Set<String> replacing() {
    return Set.of("TopicName");
  }

  @Override
  public String named() {
    return "TopicName";
  }

  @Override
  public Made update(Existing was, Order order) {
    return was.same();
  }

  @Override
  public void delete(Existing resource) {
    sns.deleteTopic(request -> request.topicArn(resource.physicalId()));
  }
}
