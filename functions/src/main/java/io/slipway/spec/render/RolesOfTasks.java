package io.slipway.spec.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Place;
import io.slipway.spec.Container;
import io.slipway.spec.Effect;
import io.slipway.spec.LogDriver;
import io.slipway.spec.ServiceRole;
import io.slipway.spec.Statement;
import io.slipway.spec.shape.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Renders what tasks may do, and what ECS may do to start them: roles under the permissions
 * boundary of the installation, never the role of who deploys.
 */
final class RolesOfTasks {

  private static final String EXECUTION_POLICY = "service-role/AmazonECSTaskExecutionRolePolicy";

  /** An ARN of a secret has seven parts; a key, a stage and a version may follow. */
  private static final Pattern SECRET =
      Pattern.compile("(arn:[^:]+:secretsmanager(?::[^:]+){4}).*");

  private RolesOfTasks() {}

  static void render(Part part) {
    var roles = part.service().task().roles();
    if (roles.task().arn().isEmpty()) {
      role(
          part,
          "TaskRole",
          "What the containers of the application may do",
          List.of(),
          taskStatements(part, roles.task()));
    }
    if (roles.execution().arn().isEmpty()) {
      var managed = new ArrayList<String>();
      managed.add(part.site().managedPolicy(EXECUTION_POLICY));
      managed.addAll(part.site().executionPolicies());
      role(
          part,
          "ExecutionRole",
          "Pulls the image and writes the log of the application",
          managed,
          executionStatements(part, roles.execution()));
    }
  }

  /** The ARN of a role of the service. */
  static JsonNode arn(Part part, String id, ServiceRole role) {
    return role.arn().map(Template::text).orElseGet(() -> Template.attribute(part.id(id), "Arn"));
  }

  /** Fluent Bit writes with the rights of the application. */
  private static List<Statement> taskStatements(Part part, ServiceRole role) {
    var statements = new ArrayList<>(role.statements());
    boolean firelens =
        containers(part).map(Container::log).anyMatch(log -> log.driver() == LogDriver.AWSFIRELENS);
    if (firelens) {
      var logs = part.frame().stack().places().stream().map(place -> logArn(part, place)).toList();
      statements.add(
          allow(
              "slipway-logs",
              List.of("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"),
              logs));
    }
    return statements;
  }

  private static String logArn(Part part, Place place) {
    return part.site().arn("logs", "log-group:" + part.frame().names(place).logGroup() + ":*");
  }

  private static List<Statement> executionStatements(Part part, ServiceRole role) {
    var statements = new ArrayList<>(role.statements());
    var secrets = new TreeSet<String>();
    var parameters = new TreeSet<String>();
    containers(part)
        .flatMap(
            one ->
                Stream.concat(
                    one.secrets().values().stream(), one.log().secretOptions().values().stream()))
        .forEach(
            name -> {
              var secret = SECRET.matcher(name);
              if (secret.matches()) {
                secrets.add(secret.group(1));
              } else {
                parameters.add(
                    name.startsWith("arn:") ? name : part.site().arn("ssm", parameter(name)));
              }
            });
    add(statements, "slipway-secrets", "secretsmanager:GetSecretValue", secrets);
    add(statements, "slipway-parameters", "ssm:GetParameters", parameters);
    return statements;
  }

  private static String parameter(String name) {
    return "parameter" + (name.startsWith("/") ? "" : "/") + name;
  }

  private static void add(
      List<Statement> statements, String name, String action, Set<String> resources) {
    if (!resources.isEmpty()) {
      statements.add(allow(name, List.of(action), resources));
    }
  }

  private static Statement allow(String name, List<String> actions, Collection<String> resources) {
    return new Statement(name, Effect.ALLOW, actions, List.copyOf(new TreeSet<>(resources)));
  }

  private static Stream<Container> containers(Part part) {
    return part.service().task().containers().stream();
  }

  private static void role(
      Part part, String id, String says, List<String> managed, List<Statement> statements) {
    var properties =
        new Tree()
            .put("Path", "/slipway/")
            .put("Description", says)
            .put("AssumeRolePolicyDocument", trust(part.site()))
            .put("PermissionsBoundary", part.site().boundary());
    if (!managed.isEmpty()) {
      properties.put("ManagedPolicyArns", managed);
    }
    if (!statements.isEmpty()) {
      properties.list("Policies", statements, RolesOfTasks::policy);
    }
    part.template().resource(part.id(id), "AWS::IAM::Role", properties);
  }

  private static Tree policy(Statement statement) {
    return new Tree()
        .put("PolicyName", statement.name())
        .put(
            "PolicyDocument",
            document(
                new Tree()
                    .put("Effect", statement.effect())
                    .put("Action", statement.actions())
                    .put("Resource", statement.resources())));
  }

  private static Tree trust(Site site) {
    return document(
        new Tree()
            .put("Effect", "Allow")
            .put("Action", "sts:AssumeRole")
            .put("Principal", new Tree().put("Service", "ecs-tasks.amazonaws.com"))
            .put(
                "Condition",
                new Tree()
                    .put(
                        "StringEquals",
                        new Tree().put("aws:SourceAccount", site.balancer().account()))
                    .put("ArnLike", new Tree().put("aws:SourceArn", site.arn("ecs", "*")))));
  }

  static Tree document(Tree statement) {
    return new Tree()
        .put("Version", "2012-10-17")
        .list("Statement", List.of(statement), one -> one);
  }
}
