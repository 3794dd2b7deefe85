package io.slipway.spec.render;

import java.util.Locale;

/** Renders what Slipway reads of a stack that has been made. */
final class Outputs {

  private Outputs() {}

  static void render(Part part) {
    var template = part.template();
    if (part.isPrimary()) {
      template.output("ClusterName", "The cluster", part.frame().cluster());
      template.output("TopicArn", "Who is told of deployments", Template.ref("Topic"));
    }
    var roles = part.service().task().roles();
    template.output(
        part.id("TaskRoleArn"),
        "What the application may do",
        RolesOfTasks.arn(part, "TaskRole", roles.task()));
    template.output(
        part.id("ExecutionRoleArn"),
        "What ECS may do to start it",
        RolesOfTasks.arn(part, "ExecutionRole", roles.execution()));
    template.output(
        part.id("ContainerName"), "The container that a deploy gives a new image", container(part));
    part.berths().forEach(Outputs::berth);
    if (Balancers.isReached(part)) {
      if (part.frame().isWeighedByDns()) {
        part.berths().forEach(berth -> rule(berth, "Rule", "RuleArn"));
        part.berths()
            .forEach(berth -> url(part, berth.id("Url"), Balancers.dnsName(part, berth.place())));
        url(part, part.id("ProductionUrl"), Hosts.of(part).getFirst());
      } else if (part.frame().isProduction()) {
        rule(part, "ProductionRule", "The rule of the customers' hosts");
        rule(part, "PreviewRule", "The rule of the preview host");
        url(part, part.id("ProductionUrl"), Hosts.of(part).getFirst());
        url(part, part.id("PreviewUrl"), Hosts.preview(part));
      } else {
        rule(part, "Rule", "The rule of the hosts");
        url(part, part.id("Url"), Hosts.of(part).getFirst());
      }
    }
  }

  private static String container(Part part) {
    return part.service().task().containers().getFirst().name();
  }

  private static void berth(Berth berth) {
    var template = berth.template();
    boolean slot = berth.place().isSlot();
    template.output(
        berth.id(slot ? "Service" : "ServiceName"),
        "The ECS service",
        Template.attribute(berth.id("Service"), "Name"));
    template.output(
        berth.id(slot ? "TaskDefinition" : "TaskDefinitionArn"),
        "The first revision",
        Template.ref(berth.id("TaskDefinition")));
    if (Balancers.isReached(berth.part())) {
      template.output(
          berth.id(slot ? "TargetGroup" : "TargetGroupArn"),
          "Its target group",
          Template.ref(TargetGroups.id(berth, Balancers.groups(berth.part()).getFirst())));
    }
    if (berth.part().isPrimary()) {
      template.output(
          berth.id("LogGroup"), "Where its containers log", Template.ref(berth.id("LogGroup")));
    }
  }

  private static void rule(Part part, String id, String says) {
    part.template().output(part.id(id + "Arn"), says, Template.ref(part.id(id)));
  }

  private static void rule(Berth berth, String id, String output) {
    berth.template().output(berth.id(output), "The rule of its hosts", Template.ref(berth.id(id)));
  }

  private static void url(Part part, String name, String host) {
    var main = Balancers.listeners(part).getFirst();
    var scheme =
        Balancers.isShared(part)
            ? part.site().https() ? "https" : "http"
            : main.protocol().toString().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    boolean needed = !Balancers.isShared(part) && main.port() != usual;
    part.template()
        .output(
            name, "Where it answers", scheme + "://" + host + (needed ? ":" + main.port() : ""));
  }
}
