package io.slipway.spec.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.spec.AlarmSwitches;
import io.slipway.spec.shape.Tree;
import java.util.List;

/** Renders who is told: the topic of the environment, and what goes to it besides alarms. */
final class Topics {

  private Topics() {}

  /** The topic that alarms go to. */
  static JsonNode arn(Frame frame) {
    return frame
        .specification()
        .notificationsTopic()
        .map(Template::text)
        .orElseGet(() -> Template.ref("Topic"));
  }

  static void render(Frame frame) {
    var template = frame.template();
    var application = frame.subject().application();
    var environment = frame.environment();
    template.resource(
        "Topic",
        "AWS::SNS::Topic",
        new Tree()
            .put("TopicName", "slipway-" + application + "-" + environment)
            .put("DisplayName", application + " " + environment));
    if (!frame.subject().email().isEmpty()) {
      template.resource(
          "Subscription",
          "AWS::SNS::Subscription",
          new Tree()
              .put("TopicArn", Template.ref("Topic"))
              .put("Protocol", "email")
              .put("Endpoint", frame.subject().email()));
    }
    if (watchesMemory(frame)) {
      killed(frame);
    }
  }

  private static boolean watchesMemory(Frame frame) {
    return frame.parts().stream()
        .map(part -> part.service().alarms())
        .anyMatch(Topics::watchesMemory);
  }

  private static boolean watchesMemory(AlarmSwitches alarms) {
    return alarms.enabled() && alarms.outOfMemory();
  }

  /** By the ARN of the cluster and the names of the services, so that no other's tasks are told. */
  private static void killed(Frame frame) {
    var services =
        frame.parts().stream()
            .filter(part -> watchesMemory(part.service().alarms()))
            .flatMap(part -> part.berths().stream())
            .map(berth -> "service:" + berth.name())
            .toList();
    var template = frame.template();
    var killed =
        new Tree().list("reason", List.of("OutOfMemory"), text -> new Tree().put("prefix", text));
    template.resource(
        "OutOfMemoryRule",
        "AWS::Events::Rule",
        new Tree()
            .put("Description", "A container was killed for its memory")
            .put(
                "EventPattern",
                new Tree()
                    .put("source", List.of("aws.ecs"))
                    .put("detail-type", List.of("ECS Task State Change"))
                    .put(
                        "detail",
                        new Tree()
                            .put(
                                "clusterArn",
                                List.of(frame.site().arn("ecs", "cluster/" + frame.cluster())))
                            .put("group", services)
                            .put("containers", killed)))
            .list(
                "Targets",
                List.of(arn(frame)),
                topic -> new Tree().put("Id", "topic").put("Arn", topic)));
    if (frame.specification().notificationsTopic().isEmpty()) {
      template.resource(
          "TopicPolicy",
          "AWS::SNS::TopicPolicy",
          new Tree()
              .put("Topics", List.of(Template.ref("Topic")))
              .put("PolicyDocument", publishing(frame)));
    }
  }

  /**
   * What EventBridge publishes has no context that a condition could be about.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html">
   *     Amazon SNS permissions: no Condition blocks in topic policies for EventBridge</a>
   */
  private static Tree publishing(Frame frame) {
    var account = frame.site().balancer().account();
    return new Tree()
        .put("Version", "2012-10-17")
        .list(
            "Statement",
            List.of(
                publishing("events.amazonaws.com"),
                publishing("cloudwatch.amazonaws.com")
                    .put(
                        "Condition",
                        new Tree()
                            .put("StringEquals", new Tree().put("aws:SourceAccount", account)))),
            statement -> statement);
  }

  private static Tree publishing(String service) {
    return new Tree()
        .put("Effect", "Allow")
        .put("Principal", new Tree().put("Service", service))
        .put("Action", "sns:Publish")
        .put("Resource", Template.ref("Topic"));
  }
}
