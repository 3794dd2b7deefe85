package io.slipway.local.account.formation.types;

import io.slipway.local.account.formation.KeptResources;
import io.slipway.local.account.kernel.Kernel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A type that the account keeps and nothing else: what it would do is not modelled, its names are.
 */
final class PlainType extends KeptType {

  private final Function<Order, Made> making;

  private PlainType(
      String name,
      Schema schema,
      Duration takes,
      KeptResources kept,
      String nameProperty,
      Function<Order, Made> making) {
    super(name, schema, takes, kept, nameProperty);
    this.making = making;
  }

  @Override
  Made describe(Order order) {
    return making.apply(order);
  }

  /** Those that templates of applications use. */
  static List<PlainType> all(Kernel kernel, KeptResources kept) {
    return List.of(
        new PlainType(
            "AWS::SNS::TopicPolicy",
            new Schema(
                Set.of("PolicyDocument", "Topics"),
                Set.of("PolicyDocument", "Topics"),
                Set.of("Id")),
            Duration.ofSeconds(1),
            kept,
            "Topics",
            order -> named(order.nameOr("Id", 64), "Id")),
        new PlainType(
            "AWS::ElasticLoadBalancingV2::ListenerCertificate",
            new Schema(
                Set.of("Certificates", "ListenerArn"),
                Set.of("Certificates", "ListenerArn"),
                Set.of("Id")),
            Duration.ofSeconds(1),
            kept,
            "Certificates",
            order -> named(order.nameOr("Id", 64), "Id")),
        new PlainType(
            "AWS::EC2::SecurityGroup",
            new Schema(
                Set.of("GroupDescription", "GroupName", "VpcId", "SecurityGroupIngress", "Tags"),
                Set.of("GroupDescription"),
                Set.of("GroupId")),
            Duration.ofSeconds(5),
            kept,
            "GroupName",
            order -> named("sg-" + order.ids().hex(17), "GroupId")),
        new PlainType(
            "AWS::Events::Rule",
            new Schema(
                Set.of("Description", "EventPattern", "Name", "State", "Targets"),
                Set.of(),
                Set.of("Arn")),
            Duration.ofMinutes(1),
            kept,
            "Name",
            order -> {
              var name = order.nameOr("Name", 64);
              return new Made(name, Map.of("Arn", kernel.arn("events", "rule/" + name)));
            }),
        new PlainType(
            "AWS::ServiceDiscovery::PrivateDnsNamespace",
            new Schema(Set.of("Name", "Vpc", "Tags"), Set.of("Name", "Vpc"), Set.of("Id", "Arn")),
            Duration.ofMinutes(1),
            kept,
            "Name",
            order -> discovered(kernel, order, "ns-", "namespace/")),
        new PlainType(
            "AWS::ServiceDiscovery::Service",
            new Schema(
                Set.of("Name", "DnsConfig", "HealthCheckCustomConfig", "Tags"),
                Set.of(),
                Set.of("Id", "Arn")),
            Duration.ofSeconds(1),
            kept,
            "Name",
            order -> discovered(kernel, order, "srv-", "service/")));
  }

  private static Made named(String id, String attribute) {
    return new Made(id, Map.of(attribute, id));
  }

  private static Made discovered(Kernel kernel, Order order, String prefix, String resource) {
    var id = prefix + order.ids().hex(16);
    return new Made(id, Map.of("Id", id, "Arn", kernel.arn("servicediscovery", resource + id)));
  }
}
