package io.slipway.spec.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Place;
import io.slipway.domain.Rejected;
import io.slipway.spec.Listener;
import io.slipway.spec.NetworkMode;
import io.slipway.spec.TargetGroup;
import io.slipway.spec.WebProtocol;
import io.slipway.spec.shape.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which load balancer a service is behind: the shared one of its environment, one of its own, or,
 * where DNS weighs the slots of production, one of a pair for each slot.
 */
final class Balancers {

  private static final List<String> EVERYBODY = List.of("0.0.0.0/0", "::/0");
  private static final List<String> NETWORKS =
      List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");

  private Balancers() {}

  /** Whether a load balancer sends it requests at all. */
  static boolean isReached(Part part) {
    return !part.service().targetGroups().isEmpty();
  }

  static boolean isOwn(Part part) {
    return isReached(part) && part.service().loadBalancer().own() && !part.frame().isWeighedByDns();
  }

  /** Whether its rules are among those of other applications. */
  static boolean isShared(Part part) {
    return isReached(part) && !isOwn(part) && !part.frame().isWeighedByDns();
  }

  /** Its listeners, the one of its hosts first; of a shared load balancer only that one. */
  static List<Listener> listeners(Part part) {
    var listeners = new ArrayList<>(part.service().listeners());
    if (listeners.isEmpty()) {
      return List.of(usual(part));
    }
    var main =
        listeners.stream()
            .filter(one -> one.protocol() == WebProtocol.HTTPS)
            .findFirst()
            .orElseGet(listeners::getFirst);
    if (isShared(part)) {
      return List.of(main);
    }
    listeners.remove(main);
    listeners.addFirst(main);
    return listeners;
  }

  private static Listener usual(Part part) {
    var group = part.service().targetGroups().getFirst();
    boolean https = part.site().https();
    return new Listener(
        https ? 443 : 80,
        https ? WebProtocol.HTTPS : WebProtocol.HTTP,
        group.container(),
        group.containerPort(),
        List.of(),
        List.of());
  }

  /** The target groups that its listeners send to. */
  static List<TargetGroup> groups(Part part) {
    if (!isReached(part)) {
      return List.of();
    }
    return listeners(part).stream().map(listener -> group(part, listener)).distinct().toList();
  }

  static TargetGroup group(Part part, Listener listener) {
    return part.service().targetGroups().stream()
        .filter(
            group ->
                group.container().equals(listener.container())
                    && group.containerPort() == listener.containerPort())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a listener without a target group"));
  }

  /** The load balancer of a place that is there already. */
  private static Balancer found(Part part, Place place) {
    return part.frame().isWeighedByDns()
        ? Optional.ofNullable(part.site().pair().get(place))
            .orElseThrow(
                () ->
                    Rejected.invalid(
                        "specification.release.balancers",
                        "no load balancer with these tags is known for " + place))
        : part.site().balancer();
  }

  /** What metrics call the load balancer. */
  static JsonNode fullName(Berth berth) {
    return isOwn(berth.part())
        ? Template.attribute(berth.part().id("LoadBalancer"), "LoadBalancerFullName")
        : Template.text(found(berth.part(), berth.place()).fullName());
  }

  /** Its ARN. */
  static JsonNode arn(Part part, Place place) {
    return isOwn(part)
        ? Template.ref(part.id("LoadBalancer"))
        : Template.text(found(part, place).loadBalancer());
  }

  /** The name of the load balancer of a slot, where each has one. */
  static String dnsName(Part part, Place place) {
    return found(part, place).dns();
  }

  /** What records of DNS point to. */
  static Tree alias(Part part) {
    var own = part.id("LoadBalancer");
    return new Tree()
        .put(
            "DNSName",
            isOwn(part)
                ? Template.attribute(own, "DNSName")
                : Template.text(part.site().balancer().dns()))
        .put(
            "HostedZoneId",
            isOwn(part)
                ? Template.attribute(own, "CanonicalHostedZoneID")
                : Template.text(part.site().balancer().zone()))
        .put("EvaluateTargetHealth", false);
  }

  /** A load balancer of its own, and who reaches it; nothing where it has none. */
  static void render(Part part) {
    if (!isOwn(part)) {
      return;
    }
    var wanted = part.service().loadBalancer();
    part.template()
        .resource(
            part.id("BalancerSecurityGroup"),
            "AWS::EC2::SecurityGroup",
            new Tree()
                .put("GroupDescription", "Who reaches the load balancer of " + title(part))
                .put("VpcId", part.site().vpc())
                .list("SecurityGroupIngress", ingress(part), one -> one));
    part.template()
        .resource(
            part.id("LoadBalancer"),
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            new Tree()
                .put("Type", "application")
                .put("Scheme", wanted.internal() ? "internal" : "internet-facing")
                .put(
                    "Subnets",
                    wanted.internal() ? part.site().subnets() : part.site().balancerSubnets())
                .put(
                    "SecurityGroups",
                    List.of(Template.attribute(part.id("BalancerSecurityGroup"), "GroupId"))));
    if (part.service().task().networkMode() == NetworkMode.AWSVPC) {
      tasks(part);
    }
  }

  private static String title(Part part) {
    return part.frame().subject().application() + " " + part.frame().environment();
  }

  private static List<Tree> ingress(Part part) {
    var wanted = part.service().loadBalancer();
    var sources =
        !wanted.restrictAccessTo().isEmpty()
            ? wanted.restrictAccessTo()
            : wanted.internal() ? NETWORKS : EVERYBODY;
    var rules = new ArrayList<Tree>();
    for (var listener : listeners(part)) {
      for (var source : sources) {
        var range = range(source);
        rules.add(tcp(listener.port()).put(range.contains(":") ? "CidrIpv6" : "CidrIp", range));
      }
    }
    return rules;
  }

  static String range(String source) {
    if (source.contains("/")) {
      return source;
    }
    return source + (source.contains(":") ? "/128" : "/32");
  }

  private static Tree tcp(int port) {
    return new Tree().put("IpProtocol", "tcp").put("FromPort", port).put("ToPort", port);
  }

  private static void tasks(Part part) {
    var ports = new TreeSet<Integer>();
    for (var group : groups(part)) {
      part.berths().forEach(berth -> ports.add(TargetGroups.port(berth, group)));
    }
    part.template()
        .resource(
            part.id("TaskSecurityGroup"),
            "AWS::EC2::SecurityGroup",
            new Tree()
                .put("GroupDescription", "Lets its own load balancer reach " + title(part))
                .put("VpcId", part.site().vpc())
                .list(
                    "SecurityGroupIngress",
                    ports,
                    port ->
                        tcp(port)
                            .put(
                                "SourceSecurityGroupId",
                                Template.attribute(part.id("BalancerSecurityGroup"), "GroupId"))));
  }
}
