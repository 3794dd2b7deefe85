package io.slipway.spec.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.Rejected;
import io.slipway.spec.Specification;
import io.slipway.spec.shape.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Renders the template of a stack of an application: a pure function of the specification and of
 * what is there. The same template makes a stack and updates it; its parameters are what Slipway
 * moves between the two.
 *
 * <p>Whatever a caller wrote is a literal in it. The only functions are references between
 * resources.
 */
public final class StackTemplates {

  /** Days that logs are kept. */
  private static final int RETENTION = 90;

  private StackTemplates() {}

  /**
   * The template of an environment, or of both slots of production.
   *
   * @throws Rejected 400 where the installation lacks what the specification asks for
   */
  public static RenderedTemplate services(
      Subject subject, ApplicationStack stack, Specification specification, Site site) {
    var says =
        stack.kind() == ApplicationStack.Kind.PRODUCTION
            ? "both slots of production"
            : "one environment";
    var template = new Template("Slipway - " + says + " of one application");
    services(new Frame(subject, stack, specification, site, template));
    return template.rendered();
  }

  /** The template of the stack with an application's image repository. */
  public static RenderedTemplate images(Subject subject) {
    var template = new Template("Slipway - the images of one application");
    // Never EmptyOnDelete: images go only when somebody asks for that, after all that runs them.
    template
        .resource(
            "Repository",
            "AWS::ECR::Repository",
            new Tree()
                .put("RepositoryName", subject.repository())
                .put("ImageTagMutability", "IMMUTABLE")
                .put("ImageScanningConfiguration", new Tree().put("ScanOnPush", true)))
        .kept();
    template.output(
        "RepositoryUri",
        "Where images are pushed",
        Template.attribute("Repository", "RepositoryUri"));
    template.output("RepositoryArn", "The repository", Template.attribute("Repository", "Arn"));
    return template.rendered();
  }

  private static void services(Frame frame) {
    Topics.render(frame);
    Discovery.namespace(frame);
    frame
        .stack()
        .places()
        .forEach(
            place ->
                frame
                    .template()
                    .resource(
                        Frame.prefix(place) + "LogGroup",
                        "AWS::Logs::LogGroup",
                        new Tree()
                            .put("LogGroupName", frame.names(place).logGroup())
                            .put("RetentionInDays", RETENTION))
                    .gone());
    frame.parts().stream().filter(Part::isPrimary).forEach(StackTemplates::service);
    frame.parts().stream().filter(part -> !part.isPrimary()).forEach(StackTemplates::service);
  }

  private static void service(Part part) {
    RolesOfTasks.render(part);
    Balancers.render(part);
    var groups = Balancers.groups(part);
    part.berths().forEach(berth -> groups.forEach(group -> TargetGroups.render(berth, group)));
    // ECS refuses a target group that no listener uses yet.
    var before = groups.isEmpty() ? List.<String>of() : HostRules.render(part);
    for (var berth : part.berths()) {
      taskDefinition(berth);
      Discovery.render(berth);
      EcsServices.render(berth, groups, before);
      ScalingOfTasks.render(berth);
      Alarms.render(berth);
    }
    Alarms.renderBalancer(part);
    Records.render(part);
    Outputs.render(part);
  }

  /** The first revision, which nothing runs; deploys register theirs from then on. */
  private static void taskDefinition(Berth berth) {
    var part = berth.part();
    var roles = part.service().task().roles();
    var facts =
        new TaskFacts(
            Template.text(berth.name()),
            Template.text(berth.site().image()),
            "0",
            Template.ref(Frame.prefix(berth.place()) + "LogGroup"),
            Template.text(berth.site().balancer().region()),
            Map.of(),
            Optional.of(RolesOfTasks.arn(part, "TaskRole", roles.task())),
            Optional.of(RolesOfTasks.arn(part, "ExecutionRole", roles.execution())));
    var properties =
        TaskRendering.of(berth.frame().specification(), part.name(), berth.colour(), facts);
    berth
        .template()
        .resource(berth.id("TaskDefinition"), "AWS::ECS::TaskDefinition", tree(properties))
        .kept();
  }

  private static Tree tree(ObjectNode properties) {
    var tree = new Tree();
    properties.properties().forEach(entry -> tree.put(entry.getKey(), entry.getValue()));
    return tree;
  }
}
